using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tanfang.Registry;

public enum Sex
{
    Unknown = 0,
    Male = 1,
    Female = 2,
}

/// <summary>意愿: whether the elder wants to be visited (民发〔2022〕73号 二（二）: 在坚持个人自愿前提下).</summary>
public enum ConsentState
{
    NotAsked = 0,
    Willing = 1,
    Refused = 2,
}

/// <summary>
/// 老年人: the file of one person, sections one, three and four of the official form. What is dated (categories, consent,
/// residence, leaving) is a <see cref="ElderFact"/>; the columns marked "now" repeat the latest state for lists and are
/// written together with the fact. Columns of type <c>byte[]</c> are sealed (docs/security.md) and open only through the elder's key.
/// </summary>
public sealed class Elder
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Full pinyin without tones ("zhangguiying"), for searching.</summary>
    public required string PinyinKey { get; set; }

    /// <summary>First letters ("zgy").</summary>
    public required string Initials { get; set; }

    public Sex Sex { get; set; }

    public required DateOnly BirthDate { get; set; }

    /// <summary>Sealed 公民身份号码, normalised to 18 characters; null when unknown.</summary>
    public byte[]? IdNumber { get; set; }

    /// <summary>Keyed HMAC of the normalised number: finds the same person again without opening anything.</summary>
    public byte[]? IdNumberIndex { get; set; }

    /// <summary>Now: the village (or the lowest known division) where the person lives.</summary>
    public required int HomeId { get; set; }

    /// <summary>Now: 农村牧区 residence; null = follows from the division.</summary>
    public bool? Rural { get; set; }

    /// <summary>Sealed free part of 家庭住址 (group, door).</summary>
    public byte[]? Address { get; set; }

    /// <summary>Sealed 联系电话.</summary>
    public byte[]? Phone { get; set; }

    /// <summary>Keyed HMAC of the phone's last four digits.</summary>
    public byte[]? PhoneTailIndex { get; set; }

    /// <summary>Keyed HMAC of the whole phone number: whose files share it.</summary>
    public byte[]? PhoneIndex { get; set; }

    /// <summary>是否居住在户籍所在地; null = not asked.</summary>
    public bool? LivesAtRegisteredResidence { get; set; }

    /// <summary>Sealed 残疾人证号 (20 digits, possibly with a replacement suffix).</summary>
    public byte[]? DisabilityCertificate { get; set; }

    /// <summary>Keyed HMAC of the holder's number that a 残疾人证号 begins with.</summary>
    public byte[]? CertificateIndex { get; set; }

    /// <summary>Section three: 饮水是否安全, 生活用电是否安全, 住房是否安全 as registered; null = not asked.</summary>
    public bool? DrinkingWaterSafe { get; set; }

    public bool? HomeElectricitySafe { get; set; }

    public bool? HouseSafe { get; set; }

    /// <summary>家庭每月收入, yuan; null = not asked.</summary>
    public decimal? MonthlyIncome { get; set; }

    /// <summary>Sealed 家庭每月领取养老保险、社会救助和社会福利补贴等情况.</summary>
    public byte[]? Benefits { get; set; }

    /// <summary>Section four: 帮扶单位(组织), any number of the seven boxes.</summary>
    public HelpingBodies HelpingBodies { get; set; }

    /// <summary>Sealed 帮扶责任人.</summary>
    public byte[]? HelpResponsible { get; set; }

    /// <summary>Sealed 帮扶措施.</summary>
    public byte[]? HelpMeasures { get; set; }

    /// <summary>Section two: the household whose members the form lists.</summary>
    public Guid? HouseholdId { get; set; }

    /// <summary>Now: category keys between bars, "|livingAlone|disability|"; empty when none.</summary>
    public string CategoriesNow { get; set; } = "";

    public ConsentState ConsentNow { get; set; }

    /// <summary>Now: first day in the registry (inclusive).</summary>
    public DateOnly EnrolledOn { get; set; }

    /// <summary>Now: first day on which the person is no longer there; null = still there.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>died, moved, institution or other.</summary>
    public string? LeftReason { get; set; }

    /// <summary>Now: the file of the same person under which this one is read; null = it answers itself (docs/adr/0011).</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>The instant of the last reconciliation: obligations that had ended by then are frozen.</summary>
    public DateTimeOffset? ReconciledUntil { get; set; }

    /// <summary>Overdue as of the last reconciliation: end of the first obligation of the unbroken missed run; null = not overdue.</summary>
    public DateOnly? OverdueSince { get; set; }

    /// <summary>The rule of that run, packId/ruleKey.</summary>
    public string? OverdueRule { get; set; }

    /// <summary>Counts visits accepted so far: the next one is 第 n+1 次.</summary>
    public int VisitCount { get; set; }

    /// <summary>Counts acts of care accepted so far (section six).</summary>
    public int CareCount { get; set; }

    /// <summary>The wrapped key of this person's sealed columns; null after erasure.</summary>
    public byte[]? WrappedKey { get; set; }

    /// <summary>The China day on which the person was erased (docs/adr/0018); null = not. What is left is the row by which figures count.</summary>
    public DateOnly? ErasedOn { get; set; }

    /// <summary>Grows with every change of the file; the ETag of If-Match.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The version whose <see cref="ElderKey"/>s are in the store; 0 = none yet.</summary>
    public int KeysOf { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Elder>
    {
        public void Configure(EntityTypeBuilder<Elder> builder)
        {
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Name).HasMaxLength(50);
            builder.Property(e => e.PinyinKey).HasMaxLength(200);
            builder.Property(e => e.Initials).HasMaxLength(50);
            builder.Property(e => e.LeftReason).HasMaxLength(20);
            builder.Property(e => e.OverdueRule).HasMaxLength(80);
            builder.Property(e => e.Version).IsConcurrencyToken();
            builder.HasIndex(e => e.IdNumberIndex).IsUnique();
            builder.HasIndex(e => new { e.HomeId, e.PinyinKey });
            builder.HasIndex(e => e.PinyinKey);
            builder.HasIndex(e => e.Initials);
            builder.HasIndex(e => e.HouseholdId);
            builder.HasIndex(e => new { e.OverdueSince, e.Id });
            builder.HasIndex(e => e.ReconciledUntil);
            builder.HasIndex(e => e.KeysOf).HasFilter("keys_of <> version");
            builder.HasIndex(e => e.PhoneIndex);
            builder.HasIndex(e => e.CertificateIndex);
            builder.HasIndex(e => e.MergedIntoId);
        }
    }
}

/// <summary>The seven boxes of 帮扶单位(组织), section four of the form.</summary>
[Flags]
public enum HelpingBodies
{
    None = 0,
    PartyAndMassOrganisations = 1,
    TownshipOrVillage = 2,
    Enterprise = 4,
    SocialOrganisation = 8,
    SocialWorker = 16,
    Volunteer = 32,
    Other = 64,
}
