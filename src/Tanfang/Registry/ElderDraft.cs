namespace Tanfang.Registry;

/// <summary>
/// What a form or a spreadsheet row says about an elder: sections one to four, categories, wish, residence. Texts are as typed
/// until <see cref="CheckDraft"/> has read them; null means "not said" and changes nothing.
/// </summary>
public sealed record ElderDraft
{
    public string? Name { get; init; }

    public Sex Sex { get; init; }

    public string? IdNumber { get; init; }

    /// <summary>May be left out when the number says it.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Division of residence, normally a village.</summary>
    public int? HomeId { get; init; }

    /// <summary>农村牧区; null = follows from the division.</summary>
    public bool? Rural { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public bool? LivesAtRegisteredResidence { get; init; }

    public string? DisabilityCertificate { get; init; }

    public bool? DrinkingWaterSafe { get; init; }

    public bool? HomeElectricitySafe { get; init; }

    public bool? HouseSafe { get; init; }

    public decimal? MonthlyIncome { get; init; }

    public string? Benefits { get; init; }

    public HelpingBodies? HelpingBodies { get; init; }

    public string? HelpResponsible { get; init; }

    public string? HelpMeasures { get; init; }

    /// <summary>The elder's own row of section two: 与户主关系, 健康状况, 是否为低保对象/特困人员.</summary>
    public string? RelationToHead { get; init; }

    public string? Health { get; init; }

    public Assistance Assistance { get; init; }

    /// <summary>The other rows of section two, in the order of the form.</summary>
    public IReadOnlyList<MemberDraft> Household { get; init; } = [];

    /// <summary>In calling order.</summary>
    public IReadOnlyList<ContactDraft> Contacts { get; init; } = [];

    public IReadOnlyList<CategoryClaim> Categories { get; init; } = [];

    /// <summary>Keys of categories that are said not to hold.</summary>
    public IReadOnlyList<string> NotCategories { get; init; } = [];

    /// <summary>Null = nothing is said about it.</summary>
    public ConsentState? Consent { get; init; }

    public string? ConsentGivenBy { get; init; }

    public DateOnly? ConsentOn { get; init; }

    /// <summary>First day in the registry; today when left out.</summary>
    public DateOnly? EnrolledOn { get; init; }

    /// <summary>Somebody has looked at the elder of the same name, birth date and village: this is another person.</summary>
    public bool IsSomebodyElse { get; init; }
}

/// <summary>A category that holds, since when, who says so, and for 失能 the assessment behind it.</summary>
public sealed record CategoryClaim(
    string Key,
    DateOnly? From = null,
    string? Source = null,
    Assessment? Assessment = null
);

/// <summary>能力评估: result, day, assessor, first day on which it no longer holds.</summary>
public sealed record Assessment(string? Result, DateOnly? On, string? Assessor, DateOnly? ValidUntil);

/// <summary>紧急联系人 as typed.</summary>
public sealed record ContactDraft(string? Name, string? Relation, string? Phone);

/// <summary>家庭成员 as typed.</summary>
public sealed record MemberDraft(
    string? Name,
    Sex Sex = Sex.Unknown,
    string? IdNumber = null,
    string? Relation = null,
    string? Health = null,
    Assistance Assistance = Assistance.NotAsked
);
