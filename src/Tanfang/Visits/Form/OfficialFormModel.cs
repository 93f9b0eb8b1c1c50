using System.Text.Json.Serialization;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>
/// Everything that stands on the 特殊困难老年人探访关爱服务记录表, ready to print. Null is printed as the blank of the
/// paper. Ticks carry the codes of contracts (onSite, unchanged, better, safe …); a code the paper has no box for is an
/// error, never an empty row of boxes.
/// </summary>
public sealed record OfficialFormModel
{
    public static OfficialFormModel Blank { get; } = new();

    /// <summary>The same for whoever has not said what they need the whole for.</summary>
    public OfficialFormModel Masked() =>
        this with
        {
            Elder = Elder with
            {
                Name = Name(Elder.Name),
                Phone = Mask.Phone(Elder.Phone),
                Contact = Name(Elder.Contact),
                ContactPhone = Mask.Phone(Elder.ContactPhone),
                DisabilityCertificate = Mask.Number(Elder.DisabilityCertificate),
            },
            Household = [.. Household.Select(p => p with { Name = Name(p.Name), IdNumber = Mask.Number(p.IdNumber) })],
            // A drawn name is a name, and a thumb is more.
            Visits = [.. Visits.Select(v => v with { SignedByElder = Name(v.SignedByElder), ElderSignatures = [] })],
        };

    public DateOnly? Date { get; init; }

    /// <summary>One sheet is printed for each, with this mark at its head.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [CopyWords.Of(CopyFor.County), CopyWords.Of(CopyFor.Township)];

    /// <summary>Ours and not the paper's: the code of each copy, by its mark. Null prints none.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, SheetMark>? Marks { get; init; }

    public FormElder Elder { get; init; } = new();

    /// <summary>The head of the household first.</summary>
    public IReadOnlyList<FormPerson> Household { get; init; } = [];

    public FormLiving Living { get; init; } = new();

    public FormHelp Help { get; init; } = new();

    /// <summary>Section five once for each; empty prints the section blank.</summary>
    public IReadOnlyList<FormVisit> Visits { get; init; } = [];

    /// <summary>Section six once for each; empty prints the section blank.</summary>
    public IReadOnlyList<FormCare> Cares { get; init; } = [];

    private static string? Name(string? whole) => whole is null ? null : Mask.Name(whole);
}

/// <summary>一、探访对象基本情况.</summary>
public sealed record FormElder
{
    public string? County { get; init; }
    public string? Township { get; init; }
    public string? Village { get; init; }
    public bool? LivesWhereRegistered { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Contact { get; init; }
    public string? ContactPhone { get; init; }
    public bool? Disabled { get; init; }
    public string? DisabilityCertificate { get; init; }
    public bool? AloneOrEmptyNest { get; init; }
    public bool? LeftBehind { get; init; }
    public bool? Incapacitated { get; init; }
    public bool? FamilyPlanningSpecial { get; init; }
}

/// <summary>二、家庭基本情况, one row; Aid is 低保对象, 特困人员 or 否.</summary>
public sealed record FormPerson(
    string? Name,
    string? Sex,
    string? IdNumber,
    string? Relation,
    string? Health,
    string? Aid
);

/// <summary>三、家庭生活条件, each in words.</summary>
public sealed record FormLiving
{
    public string? Water { get; init; }
    public string? Electricity { get; init; }
    public string? Housing { get; init; }
    public string? MonthlyIncome { get; init; }
    public string? MonthlyBenefits { get; init; }
}

/// <summary>四、已享受帮扶情况; Units holds codes of <see cref="OfficialBoxes.Units"/>.</summary>
public sealed record FormHelp
{
    public IReadOnlyList<string> Units { get; init; } = [];
    public string? Responsible { get; init; }
    public string? Measures { get; init; }
}

/// <summary>五、探访情况, one visit.</summary>
public sealed record FormVisit
{
    public int? Ordinal { get; init; }
    public DateOnly? HappenedOn { get; init; }
    public string? Mode { get; init; }

    /// <summary>Printed after 其他 or 音(视)频, where the channel is known: 远程监测, 微信, 楼宇视频.</summary>
    public string? Channel { get; init; }
    public string? Family { get; init; }

    /// <summary>How many people more or fewer.</summary>
    public int? FamilyBy { get; init; }
    public string? Expression { get; init; }
    public string? Movement { get; init; }
    public string? Illness { get; init; }
    public string? IllnessName { get; init; }
    public string? Mood { get; init; }
    public string? Gas { get; init; }
    public string? Water { get; init; }
    public string? Electricity { get; init; }
    public string? PersonalHygiene { get; init; }
    public string? HomeHygiene { get; init; }
    public string? Room { get; init; }
    public string? Needs { get; init; }
    public string? Suggestion { get; init; }
    public string? SignedByVisitor { get; init; }

    /// <summary>Printed instead of the words when there is a picture among them; so is the elder's.</summary>
    public IReadOnlyList<FormSignature> VisitorSignatures { get; init; } = [];
    public string? SignedByElder { get; init; }
    public IReadOnlyList<FormSignature> ElderSignatures { get; init; } = [];
    public string? SignedByDesk { get; init; }
    public DateOnly? SignedOn { get; init; }
}

/// <summary>One signature as it stands in its place: the picture (a data URL that was looked at when it came), and beside it who and how, in words.</summary>
public sealed record FormSignature(string? Image, string? Words);

/// <summary>六、关爱服务情况, one act of care.</summary>
public sealed record FormCare
{
    public int? Ordinal { get; init; }
    public DateOnly? HappenedOn { get; init; }
    public string? What { get; init; }
    public string? SignedBy { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string? Satisfaction { get; init; }
}

/// <summary>The code of one copy, in letters and as the path of a QR code of so many modules; on both pages, for loose sheets get mixed up.</summary>
public sealed record SheetMark(string Code, string QrPath, int QrSize, bool Reprint);
