using System.Globalization;

namespace Tanfang.Visits.Form;

/// <summary>The boxes of the paper in its order, with the words printed beside them.</summary>
public static class OfficialBoxes
{
    public static readonly (string Code, string Label)[] YesNo = [("yes", "是"), ("no", "否")];

    public static readonly (string Code, string Label)[] Modes =
    [
        ("phone", "电话问候"),
        ("onSite", "上门探访"),
        ("video", "互联网音(视)频探访"),
        ("other", "其他"),
    ];

    public static readonly (string Code, string Label)[] Status =
    [
        ("unchanged", "无变化"),
        ("better", "较好"),
        ("worse", "较差"),
    ];

    public static readonly (string Code, string Label)[] Safety =
    [
        ("safe", "安全"),
        ("fairlySafe", "较安全"),
        ("unsafe", "不安全"),
    ];

    public static readonly (string Code, string Label)[] Family =
    [
        ("unchanged", "无变化"),
        ("more", "增加"),
        ("fewer", "减少"),
    ];

    public static readonly (string Code, string Label)[] Illness =
    [
        ("unchanged", "无变化"),
        ("serious", "严重"),
        ("improved", "转好"),
    ];

    public static readonly (string Code, string Label)[] Units =
    [
        ("partyAndGovernment", "党政机关、群团组织"),
        ("townshipAndVillage", "乡镇(街道)、村(居)民委员会"),
        ("enterprise", "企业"),
        ("socialOrganization", "社会组织"),
        ("socialWorker", "专业社会工作者"),
        ("volunteer", "志愿者"),
        ("other", "其他"),
    ];

    /// <summary>Each box with whether it is ticked; throws on a code that has no box.</summary>
    public static IEnumerable<(string Code, string Label, bool Ticked)> Tick(
        (string Code, string Label)[] boxes,
        params IReadOnlyCollection<string?> codes
    )
    {
        var unknown = codes.Where(code => code is not null && !boxes.Any(box => box.Code == code)).ToList();
        if (unknown.Count > 0)
            throw new ArgumentException($"The paper has no box for {string.Join(", ", unknown)}", nameof(codes));
        return boxes.Select(box => (box.Code, box.Label, codes.Contains(box.Code)));
    }

    /// <summary>远程监测 has no box of its own: it stands under 其他.</summary>
    public static string? ModeOnPaper(string? mode) => mode == "remote" ? "other" : mode;

    public static string? Code(bool? answer) =>
        answer switch
        {
            true => "yes",
            false => "no",
            null => null,
        };

    public static string Day(DateOnly? day) => Year(day) + MonthAndDay(day);

    public static string Year(DateOnly? day) => day?.ToString("yyyy年", CultureInfo.InvariantCulture) ?? "　　　年";

    public static string MonthAndDay(DateOnly? day) =>
        day?.ToString("M月d日", CultureInfo.InvariantCulture) ?? "　\u2002月　\u2002日";
}
