namespace Tanfang.Policy;

/// <summary>Reads data/dictionaries/categories.json.</summary>
internal static class DictionaryReader
{
    public static CategoryDictionary Read(PolicyText text, List<PolicyProblem> problems)
    {
        if (Place.Root(text, problems) is not { } root || !root.IsObject("categories", "situations"))
        {
            return new CategoryDictionary([], []);
        }
        var categories = root["categories"].Items().ConvertAll(ReadCategory);
        var situations = root["situations"].Items().ConvertAll(ReadSituation);
        if (categories.Count > 64 || situations.Count > 32)
        {
            root.Wrong("类别至多64个，特殊时段至多32种");
        }
        Unique(root["categories"], categories.ConvertAll(c => c.Key));
        Unique(root["situations"], situations.ConvertAll(s => s.Key));
        foreach (var category in categories)
        {
            foreach (var implied in category.Implies)
            {
                if (!categories.Exists(c => c.Key == implied))
                {
                    root["categories"].Wrong($"“{category.Key}”蕴含的类别“{implied}”不存在");
                }
            }
        }
        return new CategoryDictionary(categories, situations);
    }

    internal static void Unique(Place place, List<string> keys)
    {
        foreach (var twice in keys.GroupBy(k => k).Where(g => g.Count() > 1))
        {
            place.Wrong($"“{twice.Key}”重复");
        }
    }

    private static Category ReadCategory(Place place)
    {
        place.IsObject("key", "name", "shortName", "implies", "source");
        return new(
            place["key"].Text(),
            place["name"].Text(),
            place["shortName"].Text(),
            place["implies"].Items().ConvertAll(i => i.Text()),
            place["source"].Text()
        );
    }

    private static SituationKind ReadSituation(Place place)
    {
        place.IsObject("key", "name", "source");
        return new(place["key"].Text(), place["name"].Text(), place["source"].Text());
    }
}
