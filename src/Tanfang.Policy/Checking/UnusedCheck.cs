namespace Tanfang.Policy;

/// <summary>Entries of the dictionary and of the readings that nothing uses, and readings nobody can check.</summary>
internal static class UnusedCheck
{
    public static IEnumerable<Finding> Of(PolicySet policies, string dictionaryFile, string readingsFile)
    {
        var named = policies
            .Packs.SelectMany(ContradictionCheck.Grounds)
            .SelectMany(g => OverlapCheck.Keys(g.Ground.When))
            .ToHashSet();
        foreach (var category in policies.Dictionary.Categories)
        {
            if (!named.Contains(category.Key) && !category.Implies.Any(named.Contains))
            {
                yield return new(false, dictionaryFile, category.Key, $"缺口：没有哪条规则用到类别“{category.Name}”");
            }
        }
        foreach (var reading in policies.Readings)
        {
            // A reading in words only explains; a number, a setting or a list that nothing reads would deceive.
            if (reading.Value.Text is null && !policies.UsedParameters.Contains(reading.Key))
            {
                yield return new(true, readingsFile, reading.Key, "没有任何规则用到这个参数，改了也不起作用");
            }
        }
        var unverifiable = policies
            .Readings.Concat(policies.Packs.SelectMany(p => p.Parameters))
            .Where(r => !r.Verifiable)
            .ToList();
        if (unverifiable.Count > 0)
        {
            yield return new(
                false,
                readingsFile,
                "parameters",
                $"解释：以下各项无法由所附文本核对：{string.Join("、", unverifiable.Select(r => r.Key))}"
            );
        }
    }
}
