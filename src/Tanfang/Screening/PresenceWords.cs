namespace Tanfang.Screening;

/// <summary>Where an elder on the list was when the household was asked.</summary>
/// <param name="Code">What is stored.</param>
/// <param name="LeftReason">Reason of leaving the register that the desk is asked to accept; null = stays.</param>
/// <param name="NeedsDay">Since when must be said.</param>
public sealed record Presence(string Code, string Label, string? LeftReason, bool NeedsDay);

public static class PresenceWords
{
    public const string Present = "present";
    public const string Hospital = "hospital";

    public static IReadOnlyList<Presence> All { get; } =
    [
        new(Present, "在家", null, false),
        new("away", "临时外出", null, false),
        new(Hospital, "住院", null, true),
        new("died", "去世", "died", true),
        new("moved", "迁出", "moved", true),
        new("institution", "入住机构", "institution", true),
    ];

    public static Presence? Of(string? code) => All.FirstOrDefault(p => p.Code == code);

    public static string Word(string? code) => Of(code)?.Label ?? "未答";
}

/// <summary>Why a household need not answer.</summary>
public static class ExcuseWords
{
    public const string Other = "other";

    public static IReadOnlyList<(string Code, string Label)> All { get; } =
    [
        ("empty", "空户，无人居住"),
        ("notTarget", "核实不是特殊困难老年人家庭"),
        ("refused", "拒绝排查"),
        ("unreachable", "多次上门、电话都联系不上"),
        (Other, "其他（请说明）"),
    ];

    public static string Word(string? code) => All.FirstOrDefault(e => e.Code == code).Label ?? "";
}
