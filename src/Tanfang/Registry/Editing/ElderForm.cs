using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>
/// The file's columns as the edit form carries them. Numbers and the phone are never sent to the browser: an empty box
/// leaves them as they are, a tick takes them away.
/// </summary>
public sealed class ElderForm
{
    [Display(Name = "姓名")]
    public string? Name { get; set; }

    [Display(Name = "性别")]
    public Sex Sex { get; set; }

    [Display(Name = "出生日期")]
    public DateOnly? BirthDate { get; set; }

    [Display(Name = "公民身份号码")]
    public string? IdNumber { get; set; }

    public bool ForgetIdNumber { get; set; }

    [Display(Name = "家庭住址的组、门牌")]
    public string? Address { get; set; }

    [Display(Name = "联系电话")]
    public string? Phone { get; set; }

    public bool ForgetPhone { get; set; }

    [Display(Name = "是否居住在户籍所在地")]
    public bool? LivesAtRegisteredResidence { get; set; }

    [Display(Name = "残疾人证号")]
    public string? DisabilityCertificate { get; set; }

    public bool ForgetDisabilityCertificate { get; set; }

    [Display(Name = "饮水是否安全")]
    public bool? DrinkingWaterSafe { get; set; }

    [Display(Name = "生活用电是否安全")]
    public bool? HomeElectricitySafe { get; set; }

    [Display(Name = "住房是否安全")]
    public bool? HouseSafe { get; set; }

    [Display(Name = "家庭每月收入（元）")]
    public decimal? MonthlyIncome { get; set; }

    [Display(Name = "家庭每月领取养老保险、社会救助和社会福利补贴等情况")]
    public string? Benefits { get; set; }

    [Display(Name = "帮扶单位（组织）")]
    public List<HelpingBodies> HelpingBodies { get; set; } = [];

    [Display(Name = "帮扶责任人")]
    public string? HelpResponsible { get; set; }

    [Display(Name = "帮扶措施")]
    public string? HelpMeasures { get; set; }

    /// <summary>The version of the file that the form was made from (If-Match).</summary>
    public int Version { get; set; }

    public static ElderForm Of(Elder elder, ElderSecrets secrets) =>
        new()
        {
            Name = elder.Name,
            Sex = elder.Sex,
            BirthDate = elder.BirthDate,
            Address = secrets.Address,
            LivesAtRegisteredResidence = elder.LivesAtRegisteredResidence,
            DrinkingWaterSafe = elder.DrinkingWaterSafe,
            HomeElectricitySafe = elder.HomeElectricitySafe,
            HouseSafe = elder.HouseSafe,
            MonthlyIncome = elder.MonthlyIncome,
            Benefits = secrets.Benefits,
            HelpingBodies = [.. HelpingBodyWords.All.Select(b => b.Body).Where(b => elder.HelpingBodies.HasFlag(b))],
            HelpResponsible = secrets.HelpResponsible,
            HelpMeasures = secrets.HelpMeasures,
            Version = elder.Version,
        };

    /// <summary>What the file would say after this form, as a draft to be checked.</summary>
    public ElderDraft Draft(Elder elder, ElderSecrets before) =>
        new()
        {
            Name = Name,
            Sex = Sex,
            BirthDate = BirthDate,
            HomeId = elder.HomeId,
            IdNumber = Kept(IdNumber, ForgetIdNumber, before.IdNumber),
            Address = Address,
            Phone = Kept(Phone, ForgetPhone, before.Phone),
            LivesAtRegisteredResidence = LivesAtRegisteredResidence,
            DisabilityCertificate = Kept(
                DisabilityCertificate,
                ForgetDisabilityCertificate,
                before.DisabilityCertificate
            ),
            DrinkingWaterSafe = DrinkingWaterSafe,
            HomeElectricitySafe = HomeElectricitySafe,
            HouseSafe = HouseSafe,
            MonthlyIncome = MonthlyIncome,
            Benefits = Benefits,
            HelpingBodies = HelpingBodies.Aggregate(Registry.HelpingBodies.None, (all, body) => all | body),
            HelpResponsible = HelpResponsible,
            HelpMeasures = HelpMeasures,
        };

    /// <summary>The form beside the file as it is now, line by line where they differ; numbers masked on both sides.</summary>
    public IReadOnlyList<Difference> Against(Elder elder, ElderSecrets now)
    {
        var mine = Draft(elder, now);
        var theirs = Of(elder, now).Draft(elder, now);
        Difference[] lines =
        [
            new("姓名", mine.Name, theirs.Name),
            new("性别", RegistryWords.Of(mine.Sex), RegistryWords.Of(theirs.Sex)),
            new("出生日期", Day(mine.BirthDate), Day(theirs.BirthDate)),
            new("公民身份号码", Mask.Number(mine.IdNumber), Mask.Number(theirs.IdNumber)),
            new("组、门牌", mine.Address, theirs.Address),
            new("联系电话", Mask.Phone(mine.Phone), Mask.Phone(theirs.Phone)),
            Answer("是否居住在户籍所在地", mine.LivesAtRegisteredResidence, theirs.LivesAtRegisteredResidence),
            new("残疾人证号", Mask.Number(mine.DisabilityCertificate), Mask.Number(theirs.DisabilityCertificate)),
            Answer("饮水是否安全", mine.DrinkingWaterSafe, theirs.DrinkingWaterSafe),
            Answer("生活用电是否安全", mine.HomeElectricitySafe, theirs.HomeElectricitySafe),
            Answer("住房是否安全", mine.HouseSafe, theirs.HouseSafe),
            new("家庭每月收入（元）", Yuan(mine.MonthlyIncome), Yuan(theirs.MonthlyIncome)),
            new("领取补贴等情况", mine.Benefits, theirs.Benefits),
            new("帮扶单位（组织）", Bodies(mine.HelpingBodies), Bodies(theirs.HelpingBodies)),
            new("帮扶责任人", mine.HelpResponsible, theirs.HelpResponsible),
            new("帮扶措施", mine.HelpMeasures, theirs.HelpMeasures),
        ];
        return [.. lines.Where(line => (line.Mine ?? "") != (line.Theirs ?? ""))];
    }

    private static string? Kept(string? typed, bool forget, string? before) =>
        !string.IsNullOrWhiteSpace(typed) ? typed
        : forget ? null
        : before;

    private static Difference Answer(string field, bool? mine, bool? theirs) =>
        new(field, RegistryWords.YesNo(mine), RegistryWords.YesNo(theirs));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Yuan(decimal? yuan) => yuan?.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Bodies(HelpingBodies? bodies) =>
        string.Join('、', HelpingBodyWords.Of(bodies ?? Registry.HelpingBodies.None));
}

/// <summary>One line of the two versions: what the form says and what the file says by now.</summary>
public sealed record Difference(string Field, string? Mine, string? Theirs);
