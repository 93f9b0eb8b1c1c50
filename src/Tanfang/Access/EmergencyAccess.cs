using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tanfang.Data;

namespace Tanfang.Access;

/// <summary>Why somebody has to read at once what their grants do not reach.</summary>
public enum EmergencyReason
{
    Danger = 1,
    Missing = 2,
    Disaster = 3,
    StandIn = 4,
}

/// <summary>应急查看: an account may read the people of a division for two hours, beside its grants. Somebody of the county has to say afterwards whether it was right.</summary>
public sealed class EmergencyAccess
{
    public static readonly TimeSpan Holds = TimeSpan.FromHours(2);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>For itself and everything below it.</summary>
    public required int DivisionId { get; init; }

    public required EmergencyReason Reason { get; init; }

    /// <summary>What has happened, sealed: it may speak of a person.</summary>
    public required byte[] Words { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public string? ReviewedBy { get; private set; }

    public bool? Justified { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[]? ReviewWords { get; private set; }

    /// <summary>Stands behind the endpoint in the trail when somebody was shown under it.</summary>
    public string Mark => MarkOf(Id);

    public static string MarkOf(Guid id) => $"{MarkBegins}{id:N}";

    public const string MarkBegins = " emergency=";

    public bool HoldsAt(DateTimeOffset now) => From <= now && now < Until;

    public static byte[] Seal(Vault vault, Guid id, string column, string words) =>
        vault.StoreSeal.Close(Place(id, column), Encoding.UTF8.GetBytes(words));

    public string WordsOf(Vault vault) => Open(vault, "words", Words);

    public string? ReviewWordsOf(Vault vault) => ReviewWords is { } box ? Open(vault, "review_words", box) : null;

    /// <summary>Once and for ever.</summary>
    public void Review(bool justified, byte[] words, string by, DateTimeOffset at) =>
        (Justified, ReviewWords, ReviewedBy, ReviewedAt) = (justified, words, by, at);

    public static string Word(EmergencyReason reason) =>
        reason switch
        {
            EmergencyReason.Danger => "老人可能有危险，要马上联系或上门",
            EmergencyReason.Missing => "老人走失或失联，正在寻找",
            EmergencyReason.Disaster => "灾害、停水停电等突发情况",
            EmergencyReason.StandIn => "当地工作人员联系不上，临时替代",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    private string Open(Vault vault, string column, byte[] box) =>
        Encoding.UTF8.GetString(vault.StoreSeal.Open(Place(Id, column), box));

    private static string Place(Guid id, string column) => $"emergency_accesses/{column}/{id:N}";

    internal sealed class Mapping : IEntityTypeConfiguration<EmergencyAccess>
    {
        public void Configure(EntityTypeBuilder<EmergencyAccess> builder)
        {
            builder.ToTable("emergency_accesses");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Ignore(e => e.Mark);
            builder.Property(e => e.ReviewedBy).HasMaxLength(60);
            builder.HasIndex(e => new { e.AccountId, e.Until });
            builder.HasIndex(e => e.ReviewedAt);
        }
    }
}
