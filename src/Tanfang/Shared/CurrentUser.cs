namespace Tanfang.Shared;

/// <summary>Who is asking, and whose people they may see. Before anybody signs in here: the one local user of one office.</summary>
public sealed record CurrentUser(Actor Actor, Scope Scope)
{
    /// <summary>Works for an area and not only for the people assigned to them: lists and files show people masked.</summary>
    public bool Masks { get; init; }

    /// <summary>What was asked for is work on the people it shows, not reading about them.</summary>
    public bool AtWork { get; init; }

    public static CurrentUser Local { get; } = new(Actor.Local, Scope.Everything);

    /// <summary>May nothing, and nothing is done in their name.</summary>
    public static CurrentUser Nobody { get; } = new(new Actor("nobody", "未登录"), Scope.Nothing);

    /// <summary>Within a request whoever was let in; outside of one the local user, who works at this machine.</summary>
    public static CurrentUser Of(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
            ? context.Features.Get<CurrentUser>() ?? Nobody
            : Local;

    /// <summary>A person's name where many stand.</summary>
    public string Listed(string name) => Masks ? Mask.Name(name) : name;

    /// <summary>A person's name on a page about them: whole for whoever works on it.</summary>
    public string NameOf(string name) => AtWork ? name : Listed(name);
}
