using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;
using Tanfang.Exchange.Mapping;

namespace Tanfang.Exchange;

/// <summary>对应关系 as it is kept: how the lists of one source are read.</summary>
public sealed class SourceMap
{
    public required Guid Id { get; init; }

    /// <summary>Of which kind of list: <see cref="TargetList.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Sealed under the store's key: its name comes from a file's, and a header read wrongly holds somebody's data.</summary>
    public required byte[] Data { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UsedAt { get; set; }

    public sealed record Content(string Name, SheetMap Map);

    public Content Open(Vault vault) => JsonSerializer.Deserialize<Content>(vault.StoreSeal.Open(Place(Id), Data))!;

    public static byte[] Close(Guid id, Content content, Vault vault) =>
        vault.StoreSeal.Close(Place(id), JsonSerializer.SerializeToUtf8Bytes(content));

    private static string Place(Guid id) => $"source_maps/data/{id:N}";

    internal sealed class Mapped : IEntityTypeConfiguration<SourceMap>
    {
        public void Configure(EntityTypeBuilder<SourceMap> builder)
        {
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Kind).HasMaxLength(40);
            builder.Property(m => m.CreatedBy).HasMaxLength(60);
            builder.HasIndex(m => m.Kind);
        }
    }
}
