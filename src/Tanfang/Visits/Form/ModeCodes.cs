using Tanfang.Policy;

namespace Tanfang.Visits.Form;

/// <summary>探访方式 as a code of the body and as the flag of the rules.</summary>
public static class ModeCodes
{
    private static readonly (string Code, Modes Mode)[] Pairs =
    [
        ("onSite", Modes.OnSite),
        ("phone", Modes.Phone),
        ("video", Modes.Video),
        ("remote", Modes.Remote),
        ("other", Modes.Other),
    ];

    public static Modes Of(string code) => Pairs.Single(p => p.Code == code).Mode;

    public static string Of(Modes mode) => Pairs.Single(p => p.Mode == mode).Code;

    /// <summary>The codes of all that are set, in the order of the form.</summary>
    public static IReadOnlyList<string> All(Modes modes) =>
        [.. Pairs.Where(p => modes.HasFlag(p.Mode)).Select(p => p.Code)];

    public static string Label(Modes mode) => VisitForm.Mode.LabelOf(Of(mode))!;
}
