using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Visits;

/// <summary>
/// What a device was told of whom (docs/adr/0020): the last two answers of the worklist for each reader, so that one that was lost on the way
/// can be asked for again. Ids and keyed digests only.
/// </summary>
public sealed class WorklistPacket
{
    /// <summary>The second half of the cursor that was given with it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account, as it stands in the trail.</summary>
    public required string ReadBy { get; init; }

    /// <summary>Its device; null for a session at a browser.</summary>
    public Guid? DeviceId { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>24 bytes for each elder the device then held: the id and the first 8 bytes of the keyed digest of the item.</summary>
    public required byte[] Items { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorklistPacket>
    {
        public void Configure(EntityTypeBuilder<WorklistPacket> builder)
        {
            builder.ToTable("worklist_packets");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.ReadBy).HasMaxLength(60);
            builder.HasIndex(p => new { p.ReadBy, p.DeviceId });
        }
    }
}
