namespace Tanfang.Screening;

/// <summary>A box; the code is stored, the words are shown.</summary>
public sealed record ScreeningChoice(string Code, string Label);

/// <summary>Which document asks for an item, where, in which words.</summary>
public sealed record ScreeningSource(string Pack, string Document, string Section, string Quote);

/// <summary>One question of a round. The documents name what is to be learnt; the boxes to choose from are ours.</summary>
/// <param name="Key">Its field.</param>
/// <param name="Label">Its name in the document.</param>
/// <param name="PerElder">Asked of each elder; else once of the household.</param>
/// <param name="Many">Several boxes may be ticked.</param>
/// <param name="Words">What the free text beside it is called; null = none.</param>
public sealed record ScreeningItem(
    string Key,
    string Label,
    bool PerElder,
    bool Many,
    IReadOnlyList<ScreeningChoice> Choices,
    string? Words,
    IReadOnlyList<ScreeningSource> Sources
)
{
    public const int LongestWords = 500;

    /// <summary>Nobody has to invent an answer.</summary>
    public static ScreeningChoice NotAsked { get; } = new("notAsked", "没有问到");

    public string? LabelOf(string code) => Choices.FirstOrDefault(c => c.Code == code)?.Label;
}

/// <summary>What one document asks, in one version. What was answered under a version is read under it for ever.</summary>
public sealed record ScreeningForm(string Key, string Title, IReadOnlyList<ScreeningItem> Items)
{
    public static IReadOnlyList<ScreeningForm> All { get; } = [ScreeningItems.Of2020, ScreeningItems.Of2018];

    /// <summary>The forms of a round by its keys; unknown keys are an error of ours.</summary>
    public static IReadOnlyList<ScreeningForm> Of(string keys) =>
        [.. keys.Split(',').Select(key => All.Single(f => f.Key == key))];

    /// <summary>The questions of several forms: what two documents ask alike is asked once, with both sources.</summary>
    public static IReadOnlyList<ScreeningItem> Questions(string keys) =>
        [
            .. Of(keys)
                .SelectMany(f => f.Items)
                .GroupBy(i => i.Key)
                .Select(same => same.First() with { Sources = [.. same.SelectMany(i => i.Sources)] }),
        ];
}
