using System.Globalization;
using System.Text;

namespace Tanfang.Registry;

/// <summary>Brings a name into the one spelling in which it is kept, compared and searched.</summary>
public static class PersonName
{
    public const int Longest = 50;

    // The dot of 阿依古丽·买买提 as different keyboards and systems write it.
    private static readonly HashSet<int> Dots =
    [
        '·',
        '•',
        '‧',
        '∙',
        '⋅',
        '・',
        '･',
        '.',
        '．',
        '。',
        '●',
        '᛫',
        '⸱',
        0x00B7,
    ];

    /// <summary>The name in its one spelling, whether or not it may stand in a file; empty for null.</summary>
    public static string Clean(string? text) =>
        string.IsNullOrEmpty(text) ? ""
        : Plain.IsHan(text) ? text
        : string.Concat(Kept(text)).Trim(' ', '·', '-');

    /// <summary>Whether a text has but one spelling: common Han characters and nothing else.</summary>
    public static bool IsOnlyHan(string text) => Plain.IsHan(text);

    /// <summary>Why a name cannot stand in a file, in the reader's words; null when it can.</summary>
    public static string? Problem(string name) => Read(name).Problem?.Reason;

    /// <summary>The name in its one spelling, or why it cannot stand in a file.</summary>
    public static Reading<string> Read(string? text)
    {
        if (text is { Length: > 0 and <= Longest } && Plain.IsHan(text))
        {
            return text;
        }

        var runes = Kept(text).ToList();
        if (runes.Count == 0)
        {
            return new Unreadable("姓名没有填", "请填写姓名");
        }

        if (runes.Exists(IsPrivate))
        {
            return new Unreadable(
                "姓名里有本机自造字，别的机器显示不出",
                "请改用国家标准汉字；暂缺的字用拼音代替并在备注说明"
            );
        }

        if (runes.Find(rune => !MayStandInName(rune)) is { Value: not 0 })
        {
            return new Unreadable("姓名里有数字或符号", "请只填姓名，说明写到别的列");
        }

        var name = Clean(text);
        return name.Length == 0 ? new Unreadable("姓名没有填", "请填写姓名")
            : name.Length > Longest ? new Unreadable($"姓名超过 {Longest} 个字", "请核对是否串列")
            : name;
    }

    private static IEnumerable<Rune> Kept(string? text)
    {
        var whole = string.Concat((text ?? "").EnumerateRunes()).Normalize(NormalizationForm.FormKC);
        Rune? before = null;
        var gap = false;
        foreach (var rune in whole.EnumerateRunes().Where(IsVisible))
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = before is not null;
                continue;
            }

            // 张 三 is written wide to fill a column; only Latin words are kept apart.
            if (gap && IsLatin(before!.Value) && IsLatin(rune))
            {
                yield return new Rune(' ');
            }

            gap = false;
            before = Dots.Contains(rune.Value) ? new Rune('·') : rune;
            yield return before.Value;
        }
    }

    private static bool IsVisible(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || !(
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        );

    private static bool IsLatin(Rune rune) => rune.Value < 0x250 && Rune.IsLetter(rune);

    private static bool IsPrivate(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool MayStandInName(Rune rune) =>
        Rune.IsLetter(rune)
        || rune.Value is '·' or ' ' or '-' or '〇'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
