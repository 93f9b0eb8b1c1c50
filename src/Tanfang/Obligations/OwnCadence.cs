using System.Globalization;
using Tanfang.Policy;

namespace Tanfang.Obligations;

/// <summary>个人频次 as the key of a fact: "week:2:onSite,phone"; empty lifts it.</summary>
public static class OwnCadence
{
    private static readonly (string Word, Every Every)[] Periods =
    [
        ("day", Every.Day),
        ("week", Every.Week),
        ("month", Every.Month),
        ("quarter", Every.Quarter),
    ];

    private static readonly (string Word, Modes Mode)[] Ways =
    [
        ("onSite", Modes.OnSite),
        ("phone", Modes.Phone),
        ("video", Modes.Video),
        ("remote", Modes.Remote),
        ("other", Modes.Other),
    ];

    /// <exception cref="FormatException">Not such a key.</exception>
    public static IndividualCadence? Parse(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        var parts = key.Split(':');
        var period = Periods.FirstOrDefault(p => p.Word == parts[0]);
        if (parts.Length != 3 || period.Word is null || !int.TryParse(parts[1], out var atLeast) || atLeast < 1)
        {
            throw new FormatException($"not a cadence: {key}");
        }

        var words = parts[2].Split(',');
        var modes = Ways.Where(w => words.Contains(w.Word)).Aggregate(Modes.None, (all, w) => all | w.Mode);
        return new IndividualCadence(new Cadence(period.Every, atLeast), modes | Modes.OnSite);
    }

    public static string Write(IndividualCadence cadence)
    {
        var period = Periods.First(p => p.Every == cadence.Cadence.Every).Word;
        var ways = string.Join(',', Ways.Where(w => cadence.Modes.HasFlag(w.Mode)).Select(w => w.Word));
        return string.Create(CultureInfo.InvariantCulture, $"{period}:{cadence.Cadence.AtLeast}:{ways}");
    }
}
