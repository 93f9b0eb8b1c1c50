namespace Tanfang.Data.Doctoring;

public enum CheckState
{
    Ok,
    Warning,
    Error,
}

/// <summary>One thing that was looked at, and what to do when it is not as it should be.</summary>
public sealed record Check(string Name, CheckState State, string Text, string? Remedy = null)
{
    public static Check Ok(string name, string text) => new(name, CheckState.Ok, text);

    public static Check Warning(string name, string text, string remedy) => new(name, CheckState.Warning, text, remedy);

    public static Check Error(string name, string text, string remedy) => new(name, CheckState.Error, text, remedy);

    public string StateInChinese =>
        State switch
        {
            CheckState.Ok => "正常",
            CheckState.Warning => "注意",
            _ => "错误",
        };
}

/// <summary>
/// What a module wants looked at. It registers one of these; doctor calls it with a scope of its own, after the store was found
/// in order.
/// </summary>
public delegate Task<IReadOnlyList<Check>> Examine(IServiceProvider services, CancellationToken cancel);
