namespace Tanfang.Exchange.Mapping;

/// <summary>Which of our fields a title means, by the words that are kept. A guess: somebody looks at it before anything is read.</summary>
public sealed class GuessColumns(TargetList list)
{
    private readonly Dictionary<string, string> targets = Known(list);

    /// <summary>Our titles for theirs, each of ours at most once; null where none is meant.</summary>
    public IReadOnlyList<string?> Of(IReadOnlyList<string> titles)
    {
        var guessed = new string?[titles.Count];
        var taken = new HashSet<string>();
        // What a title says whole goes before what its last part says.
        foreach (var read in (Func<string, string?>[])[Whole, LastPart])
        {
            for (var i = 0; i < titles.Count; i++)
            {
                if (
                    guessed[i] is null
                    && read(titles[i]) is { } target
                    && (taken.Add(target) || list.Find(target) is { Joins: true })
                )
                {
                    guessed[i] = target;
                }
            }
        }

        return guessed;
    }

    public int Known(IReadOnlyList<string> titles) => Of(titles).OfType<string>().Distinct().Count();

    private string? Whole(string title) => Find(title) ?? Find(title.Replace("/", "", StringComparison.Ordinal));

    private string? LastPart(string title)
    {
        var cut = title.LastIndexOf('/');
        return cut < 0 || SheetWords.Shipped.IsSomebodyElse(title[..cut]) ? null : Find(title[(cut + 1)..]);
    }

    private string? Find(string title)
    {
        var (bare, shorter) = (SheetWords.Bare(title), SheetWords.Short(title));
        return bare.Length == 0
            ? null
            : targets.GetValueOrDefault(bare)
                ?? targets.GetValueOrDefault(shorter)
                ?? (
                    shorter.StartsWith("是否", StringComparison.Ordinal)
                        ? targets.GetValueOrDefault(shorter[2..])
                        : null
                );
    }

    private static Dictionary<string, string> Known(TargetList list)
    {
        var known = new Dictionary<string, string>();
        foreach (var target in list.All)
        {
            known.TryAdd(SheetWords.Bare(target.Title), target.Title);
        }

        foreach (var target in list.All)
        {
            foreach (var title in SheetWords.Shipped.Titles(list.Kind, target.Title).Concat(target.Aliases))
            {
                known.TryAdd(SheetWords.Bare(title), target.Title);
            }
        }

        return known;
    }
}
