using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Shared;

namespace Tanfang.Emergencies;

/// <summary>
/// 应急事件: an urgent trouble found at somebody's home. One record reports it; it stays open until a record says how it ended, which may be the first one.
/// What was reported stays as it was sent (<see cref="Raw"/>, <see cref="ClosingRaw"/>).
/// </summary>
public sealed class Emergency
{
    /// <summary>The id of the record that reported it: a UUIDv7 made by whoever recorded it.</summary>
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    /// <summary>The China day; it decides.</summary>
    public required DateOnly HappenedOn { get; init; }

    public DateTimeOffset? HappenedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string FormVersion { get; init; }

    /// <summary>What it was, as last said: a code of <see cref="EmergencyForm.What"/>. Empty after erasure.</summary>
    public required string What { get; set; }

    /// <summary>Who was called, until it ended: codes between bars.</summary>
    public required string Called { get; set; }

    /// <summary>Who reported it and who ended it, by name.</summary>
    public required string Visitors { get; set; }

    /// <summary>Sealed: what was found, in words.</summary>
    public byte[]? Note { get; set; }

    /// <summary>Sealed: the reporting record's bytes as received.</summary>
    public required byte[] Raw { get; init; }

    public required string EnteredBy { get; init; }

    /// <summary>How it ended: a code of <see cref="EmergencyForm.Outcome"/>; null while it is open, and after erasure.</summary>
    public string? Outcome { get; set; }

    /// <summary>Sealed: what was done, in words.</summary>
    public byte[]? OutcomeNote { get; set; }

    /// <summary>The China day on which it ended.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Since when the server knows that it ended. Null: open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The record that says how it ended; the first one when that said it already.</summary>
    public Guid? ClosedById { get; private set; }

    /// <summary>Sealed: that record's bytes as received; null when it is the first one.</summary>
    public byte[]? ClosingRaw { get; private set; }

    public string? ClosedBy { get; private set; }

    /// <summary>Since when somebody is in trouble, as well as is known.</summary>
    public DateTimeOffset Since => SinceOf(HappenedOn, HappenedAt, RecordedAt);

    public static DateTimeOffset SinceOf(DateOnly on, DateTimeOffset? at, DateTimeOffset recordedAt) =>
        at ?? (ChinaTime.DayOf(recordedAt) == on ? recordedAt : ChinaTime.StartOf(on));

    /// <summary>It ended. Without an outcome it never does.</summary>
    public void Close(Guid record, string outcome, DateOnly on, DateTimeOffset at, byte[]? raw, Actor by)
    {
        ArgumentException.ThrowIfNullOrEmpty(outcome);
        (Outcome, ClosedOn, ClosedAt, ClosedById) = (outcome, on, at, record);
        (ClosingRaw, ClosedBy) = (raw, by.Id);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Emergency>
    {
        public void Configure(EntityTypeBuilder<Emergency> builder)
        {
            builder.ToTable("emergencies");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Ignore(e => e.Since);
            builder.Property(e => e.FormVersion).HasMaxLength(20);
            builder.Property(e => e.What).HasMaxLength(20);
            builder.Property(e => e.Called).HasMaxLength(60);
            builder.Property(e => e.Visitors).HasMaxLength(400);
            builder.Property(e => e.EnteredBy).HasMaxLength(60);
            builder.Property(e => e.Outcome).HasMaxLength(20);
            builder.Property(e => e.ClosedBy).HasMaxLength(60);
            builder.HasIndex(e => e.ElderId);
            builder.HasIndex(e => e.ClosedOn);
            builder.HasIndex(e => e.ClosedById).IsUnique();
        }
    }
}
