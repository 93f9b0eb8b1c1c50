using Tanfang.Shared;

namespace Tanfang.Divisions;

/// <summary>What the fields of a division picker mean: one division, or the choices to offer, or neither.</summary>
public sealed record PickedDivision(NamedDivision? Chosen, IReadOnlyList<DivisionChoice> Choices)
{
    /// <summary>In words for the page, when something was asked and nothing chosen.</summary>
    public string Problem =>
        Choices.Count > 0 ? $"找到 {Choices.Count} 个行政区划，请选一个" : "找不到这个行政区划，请改用全称或代码";
}

/// <summary>Looks up what was typed into or chosen in a division picker (Shared/Layout/_DivisionPicker).</summary>
public sealed class PickDivision(DivisionLookup lookup, FindDivisions find, TimeProvider clock)
{
    /// <param name="month">First day of a month whose figures are asked: a code is then read as it stood in that month.</param>
    public async Task<PickedDivision> Run(
        string? text,
        string? choice,
        CancellationToken cancel,
        DateOnly? month = null
    )
    {
        if (DivisionPicker.Wanted(text, choice) is not { } wanted)
        {
            return new PickedDivision(null, []);
        }

        var today = clock.Today();
        var day = month?.AddMonths(1).AddDays(-1) is { } last && last < today ? last : today;
        if (wanted.All(char.IsAsciiDigit) && await lookup.ByCode(wanted, day, cancel, since: month) is { } known)
        {
            return new PickedDivision((await lookup.Named([known], cancel))[0], []);
        }

        var found = await find.Run(wanted, cancel);
        var exact = found.Where(f => f.Division.Name == wanted || f.Path == wanted).ToList();
        return (exact.Count, found.Count) switch
        {
            (1, _) => new PickedDivision(exact[0], []),
            (_, 1) => new PickedDivision(found[0], []),
            _ => new PickedDivision(null, [.. found.Select(f => new DivisionChoice(f.Division.Code, f.Label))]),
        };
    }
}
