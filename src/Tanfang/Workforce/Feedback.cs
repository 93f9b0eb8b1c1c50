using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Workforce;

/// <summary>投诉建议: what somebody who works with this says about it, from the phone. Their office reads and answers it.</summary>
public sealed class Feedback
{
    public const int LongestText = 1000;

    public const int LongestAnswer = 500;

    /// <summary>UUIDv7 made by the phone.</summary>
    public required Guid Id { get; init; }

    /// <summary>Sealed under the store's key.</summary>
    public required byte[] Text { get; init; }

    public required string SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>For which place the sender works; null where nobody signs in.</summary>
    public int? DivisionId { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>Sealed under the store's key.</summary>
    public byte[]? Answer { get; set; }

    internal static byte[] CloseText(Vault vault, Guid id, string text) =>
        vault.StoreSeal.Close("feedback", "text", id, text)!;

    internal static byte[]? CloseAnswer(Vault vault, Guid id, string answer) =>
        vault.StoreSeal.Close("feedback", "answer", id, answer);

    internal (string Text, string? Answer) Open(Vault vault) =>
        (vault.StoreSeal.Open("feedback", "text", Id, Text)!, vault.StoreSeal.Open("feedback", "answer", Id, Answer));

    internal sealed class Mapping : IEntityTypeConfiguration<Feedback>
    {
        public void Configure(EntityTypeBuilder<Feedback> builder)
        {
            builder.ToTable("feedback");
            builder.Property(f => f.Id).ValueGeneratedNever();
            builder.Property(f => f.SentBy).HasMaxLength(60);
            builder.Property(f => f.AnsweredBy).HasMaxLength(60);
            builder.HasIndex(f => new { f.DivisionId, f.SentAt });
        }
    }
}
