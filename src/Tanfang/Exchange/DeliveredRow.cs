using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Exchange;

/// <summary>One person of a list as the source says it, sealed. Kept of the last accepted list only: the next one is compared with it.</summary>
public sealed class DeliveredRow
{
    private static readonly JsonSerializerOptions Brief = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public required Guid Id { get; init; }

    public required Guid DeliveryId { get; set; }

    /// <summary>Its number in the file.</summary>
    public required int Row { get; init; }

    /// <summary>Keyed digest of the identity number.</summary>
    public required byte[] NumberIndex { get; init; }

    /// <summary>The day of the last list in which the person stood.</summary>
    public required DateOnly LastSeen { get; init; }

    /// <summary>Sealed under the store's key.</summary>
    public required byte[] Data { get; init; }

    public ElderDraft Open(Vault vault) =>
        JsonSerializer.Deserialize<ElderDraft>(vault.StoreSeal.Open(Place(Id), Data), Brief)!;

    public static byte[] Close(Vault vault, Guid id, ElderDraft draft) =>
        vault.StoreSeal.Close(Place(id), JsonSerializer.SerializeToUtf8Bytes(draft, Brief));

    private static string Place(Guid id) => $"delivered_rows/data/{id:N}";

    internal sealed class Mapping : IEntityTypeConfiguration<DeliveredRow>
    {
        public void Configure(EntityTypeBuilder<DeliveredRow> builder)
        {
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.HasIndex(r => new { r.DeliveryId, r.NumberIndex }).IsUnique();
        }
    }
}
