using System.Globalization;
using Tanfang.Policies;
using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>How a fact keeps an individual cadence: "week/1/1" (every, at least, modes as a number); empty = lifted.</summary>
public static class IndividualCadenceText
{
    public static string Write(IndividualCadence? cadence) =>
        cadence is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{cadence.Cadence.Every.ToString().ToLowerInvariant()}/{cadence.Cadence.AtLeast}/{(int)cadence.Modes}"
            );

    /// <exception cref="FormatException">Not written by <see cref="Write"/>.</exception>
    public static IndividualCadence? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = text.Split('/');
        return parts.Length == 3 && Enum.TryParse<Every>(parts[0], ignoreCase: true, out var every)
            ? new IndividualCadence(
                new Cadence(every, int.Parse(parts[1], CultureInfo.InvariantCulture)),
                (Modes)int.Parse(parts[2], CultureInfo.InvariantCulture)
            )
            : throw new FormatException($"not an individual cadence: {text}");
    }

    public static string Sentence(string? text) =>
        Read(text) is { } cadence
            ? $"个人频次：{PolicyWords.HowOften(RuleKind.Cadence, cadence.Cadence)}，{PolicyWords.Ways(cadence.Modes)}"
            : "取消个人频次";
}
