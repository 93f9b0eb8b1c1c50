using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;

namespace Tanfang.Exchange;

public enum DifferenceKind
{
    /// <summary>新增: nobody known.</summary>
    New = 1,

    /// <summary>新增类别: somebody known gains a category.</summary>
    Category = 2,

    /// <summary>变更: home, birth date or certificate differ.</summary>
    Changed = 3,

    /// <summary>缺失: in the last list, not in this one.</summary>
    Missing = 4,

    /// <summary>不一致: who it is has to be looked at first.</summary>
    Conflict = 5,
}

public enum DifferenceDecision
{
    Open = 0,
    Accepted = 1,

    /// <summary>With a reason; not asked again until it changes.</summary>
    Refused = 2,

    /// <summary>The file and the list agree by now.</summary>
    Moot = 3,
}

/// <summary>
/// 差异: one thing in which a list and the files differ; a person decides. It holds no words about anybody: what the list says stands in
/// its <see cref="DeliveredRow"/>, what the file says is read when it is shown, within the reader's scope.
/// </summary>
public sealed class DeliveryDifference
{
    public required Guid Id { get; init; }

    public required Guid DeliveryId { get; init; }

    /// <summary>The row of this list; of somebody missing, that of the last.</summary>
    public required Guid RowId { get; init; }

    /// <summary>Number of that row in its file.</summary>
    public required int Row { get; init; }

    public required DifferenceKind Kind { get; init; }

    /// <summary>A category's key, or what differs: home, birth, certificate, name, alike, elsewhere, left.</summary>
    public required string What { get; init; }

    /// <summary>The file it is about; null while there is none, or none that the bringer may see.</summary>
    public Guid? ElderId { get; set; }

    /// <summary>Keyed digest of what both sides said when it was compared: the same again is not asked again.</summary>
    public required byte[] Fingerprint { get; set; }

    public DifferenceDecision Decision { get; set; }

    /// <summary>How it was accepted: enrolled, same, other, lost, died, moved, institution …</summary>
    public string? Choice { get; set; }

    /// <summary>Sealed: why it was refused.</summary>
    public byte[]? Reason { get; set; }

    /// <summary>Sealed: what accepting it did, so that it can be taken back while the delivery is open.</summary>
    public byte[]? Effects { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    public string? OpenReason(Vault vault) => vault.StoreSeal.OpenText(Place("reason"), Reason);

    public void TakeReason(Vault vault, string reason) =>
        Reason = vault.StoreSeal.Close(Place("reason"), Encoding.UTF8.GetBytes(reason));

    public DifferenceEffects? OpenEffects(Vault vault) =>
        Effects is null
            ? null
            : JsonSerializer.Deserialize<DifferenceEffects>(vault.StoreSeal.Open(Place("effects"), Effects));

    public void TakeEffects(Vault vault, DifferenceEffects effects) =>
        Effects = vault.StoreSeal.Close(Place("effects"), JsonSerializer.SerializeToUtf8Bytes(effects));

    private string Place(string column) => $"delivery_differences/{column}/{Id:N}";

    internal sealed class Mapping : IEntityTypeConfiguration<DeliveryDifference>
    {
        public void Configure(EntityTypeBuilder<DeliveryDifference> builder)
        {
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.What).HasMaxLength(60);
            builder.Property(d => d.Choice).HasMaxLength(20);
            builder.Property(d => d.DecidedBy).HasMaxLength(60);
            builder.HasIndex(d => new
            {
                d.DeliveryId,
                d.Kind,
                d.Decision,
                d.Row,
            });
            builder.HasIndex(d => d.RowId);
        }
    }
}

/// <summary>What accepting a difference did: the facts it added, and undated columns as they were before.</summary>
public sealed record DifferenceEffects(
    IReadOnlyList<Guid> Facts,
    string? Name = null,
    DateOnly? BirthDate = null,
    bool CertificateChanged = false,
    string? Certificate = null
);
