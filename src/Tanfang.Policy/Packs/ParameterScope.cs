namespace Tanfang.Policy;

/// <summary>
/// Resolves `$key` while one pack is read: the pack's own answer, else the common one. Remembers which parameters the
/// part just read has used, so that they are shown wherever their answer is.
/// </summary>
internal sealed class ParameterScope(IReadOnlyList<Parameter> own, IReadOnlyList<Parameter> common)
{
    private List<Parameter> _used = [];

    /// <summary>Every parameter used so far.</summary>
    public HashSet<string> Ever { get; } = [];

    /// <summary>The parameters used since the last call, each once.</summary>
    public IReadOnlyList<Parameter> TakeUsed()
    {
        var used = _used;
        _used = [];
        return used;
    }

    public Parameter? Find(string key) =>
        own.FirstOrDefault(p => p.Key == key) ?? common.FirstOrDefault(p => p.Key == key);

    /// <summary>Notes the parameters that a `readings` member names.</summary>
    public void Name(Place readings)
    {
        foreach (var item in readings.Items())
        {
            Use(item, item.Text());
        }
    }

    public int Number(Place place, int least)
    {
        if (!place.IsText)
        {
            return place.Whole(least);
        }
        if (Resolve(place) is { } parameter && parameter.Value.Number is { } number && number >= least)
        {
            return number;
        }
        place.Wrong($"应为不小于{least}的整数参数");
        return least;
    }

    public bool Setting(Place place, bool otherwise)
    {
        if (!place.IsText)
        {
            return place.Flag(otherwise);
        }
        if (Resolve(place)?.Value.Setting is { } setting)
        {
            return setting;
        }
        place.Wrong("应为是非参数");
        return otherwise;
    }

    /// <summary>A list of words, or the one that a parameter holds; each with its place.</summary>
    public List<(Place Place, string Word)> Keys(Place place)
    {
        if (!place.IsText)
        {
            return place.Items().ConvertAll(i => (i, i.Text()));
        }
        if (Resolve(place)?.Value.Keys is { } keys)
        {
            return [.. keys.Select(k => (place, k))];
        }
        place.Wrong("应为数组，或列表参数");
        return [];
    }

    private Parameter? Resolve(Place place)
    {
        var text = place.Text();
        return text.StartsWith('$') ? Use(place, text[1..]) : null;
    }

    private Parameter? Use(Place place, string key)
    {
        var parameter = Find(key);
        if (parameter is null)
        {
            place.Wrong($"没有参数“{key}”");
            return null;
        }
        Ever.Add(key);
        if (!_used.Contains(parameter))
        {
            _used.Add(parameter);
        }
        return parameter;
    }
}
