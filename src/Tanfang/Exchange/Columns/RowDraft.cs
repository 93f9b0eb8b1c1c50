using Tanfang.Registry;

namespace Tanfang.Exchange.Columns;

/// <summary>One row while its columns are read, one after the other; then a draft like that of a form.</summary>
public sealed class RowDraft
{
    public const int ContactSlots = 2;
    public const int MemberSlots = 3;

    public ElderDraft Person { get; set; } = new();

    public string? City { get; set; }

    public string? County { get; set; }

    public string? Township { get; set; }

    public string? Village { get; set; }

    public string? DivisionCode { get; set; }

    /// <summary>户号 within the village: rows that share it are one household.</summary>
    public string? HouseholdNumber { get; set; }

    /// <summary>探访责任人, by name.</summary>
    public string? Responsible { get; set; }

    /// <summary>残疾类别 and 残疾等级 as words; the certificate says the same in its last two places.</summary>
    public string? DisabilityKind { get; set; }

    public string? DisabilityGrade { get; set; }

    public bool CountsFrom1904 { get; init; }

    /// <summary>Keys of categories that hold, by column; in the order of the columns.</summary>
    public List<string> Categories { get; } = [];

    public List<string> NotCategories { get; } = [];

    /// <summary>Names of further categories; which there are only the dictionary knows.</summary>
    public string? OtherCategories { get; set; }

    public DateOnly? CategoriesFrom { get; set; }

    public string? CategoriesSource { get; set; }

    /// <summary>The category that the assessment columns speak of: the degree of 失能.</summary>
    public string? Assessed { get; set; }

    public Assessment Assessment { get; set; } = new(null, null, null, null);

    public ContactDraft[] Contacts { get; } =
    [.. Enumerable.Range(0, ContactSlots).Select(_ => new ContactDraft(null, null, null))];

    public MemberDraft[] Members { get; } = [.. Enumerable.Range(0, MemberSlots).Select(_ => new MemberDraft(null))];

    /// <summary>A category by its key alone, with what else the file keeps of it.</summary>
    public void Claim(string key)
    {
        Categories.Add(key);
        Assessed = key is "incapacitatedFull" or "incapacitatedPartial" or "dementia" ? Assessed ?? key : Assessed;
        var assistance = key switch
        {
            "minimumLiving" => Assistance.MinimumLiving,
            "extremelyPoorScattered" => Assistance.ExtremelyPoor,
            _ => Person.Assistance,
        };
        Person = Person with { Assistance = assistance };
    }

    public bool HasAssessment => Assessment != new Assessment(null, null, null, null);

    public ElderDraft ToDraft(int? home) =>
        Person with
        {
            HomeId = home,
            Categories =
            [
                .. Categories
                    .Distinct()
                    .Select(key => new CategoryClaim(
                        key,
                        CategoriesFrom,
                        CategoriesSource ?? "导入",
                        key == Assessed && HasAssessment ? Assessment : null
                    )),
            ],
            NotCategories = [.. NotCategories.Distinct()],
            Contacts = Contacts,
            Household = Members,
        };
}
