using System.Text.Json;

namespace Tanfang.Care;

/// <summary>Which document says so, where, in which words.</summary>
public sealed record HelpSource(string Pack, string Document, string Section, string Quote);

/// <summary>帮扶类别: a class of help, named as a document names it.</summary>
public sealed record HelpKind(string Key, string Name, string Pack, string Document, string Section, string Quote)
{
    public HelpSource Source => new(Pack, Document, Section, Quote);
}

/// <summary>data/dictionaries/help-kinds.json: why there are plans, and of which classes their measures are. A locality adds lines to it.</summary>
public sealed class HelpKinds
{
    private sealed record Content(HelpSource[] Basis, HelpKind[] Kinds);

    private static readonly Lazy<HelpKinds> Kept = new(() =>
        new(
            JsonSerializer.Deserialize<Content>(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "dictionaries", "help-kinds.json")),
                JsonSerializerOptions.Web
            )!
        )
    );

    private HelpKinds(Content content) => (Basis, All) = (content.Basis, content.Kinds);

    public static HelpKinds Shipped => Kept.Value;

    /// <summary>The documents' words on plans by class.</summary>
    public IReadOnlyList<HelpSource> Basis { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<HelpKind> All { get; }

    public bool Knows(string key) => All.Any(k => k.Key == key);

    /// <summary>A key that is no longer in the file stays readable as itself.</summary>
    public string Name(string key) => All.FirstOrDefault(k => k.Key == key)?.Name ?? key;

    /// <summary>The names of "|lifeCare|comfort|", in the order of the file.</summary>
    public IEnumerable<string> Names(string keys)
    {
        var held = keys.Split('|', StringSplitOptions.RemoveEmptyEntries);
        return held.OrderBy(key => All.TakeWhile(k => k.Key != key).Count()).Select(Name);
    }
}
