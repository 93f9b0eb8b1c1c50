namespace Tanfang.Policy;

/// <summary>The words that JSON texts use for the library's kinds, in both directions.</summary>
internal static class Words
{
    public static readonly (string Word, Every Meaning)[] Everies =
    [
        ("day", Every.Day),
        ("week", Every.Week),
        ("month", Every.Month),
        ("quarter", Every.Quarter),
        ("situation", Every.Situation),
    ];

    public static readonly (string Word, Modes Meaning)[] ModeWords =
    [
        ("onSite", Modes.OnSite),
        ("phone", Modes.Phone),
        ("video", Modes.Video),
        ("remote", Modes.Remote),
        ("other", Modes.Other),
    ];

    public static readonly (string Word, RuleKind Meaning)[] Kinds =
    [
        ("cadence", RuleKind.Cadence),
        ("extra", RuleKind.Extra),
        ("immediate", RuleKind.Immediate),
        ("attention", RuleKind.Attention),
    ];

    public static readonly (string Word, Consent Meaning)[] Consents =
    [
        ("willing", Consent.Willing),
        ("refused", Consent.Refused),
        ("notAsked", Consent.NotAsked),
    ];

    public static readonly (string Word, Festival Meaning)[] Festivals =
    [
        ("springFestival", Festival.SpringFestival),
        ("lanternFestival", Festival.LanternFestival),
        ("qingming", Festival.Qingming),
        ("dragonBoat", Festival.DragonBoat),
        ("midAutumn", Festival.MidAutumn),
        ("doubleNinth", Festival.DoubleNinth),
    ];

    public static string Of<T>((string Word, T Meaning)[] words, T meaning)
        where T : struct
    {
        foreach (var (word, known) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, meaning))
            {
                return word;
            }
        }
        throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "no word for it");
    }
}
