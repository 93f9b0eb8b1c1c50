namespace Tanfang.Shared;

/// <summary>Who is asking, and whose people they may see. Before anybody signs in here: the one local user of one office.</summary>
public sealed record CurrentUser(Actor Actor, Scope Scope)
{
    public static CurrentUser Local { get; } = new(Actor.Local, Scope.Everything);

    /// <summary>May nothing, and nothing is done in their name.</summary>
    public static CurrentUser Nobody { get; } = new(new Actor("nobody", "未登录"), Scope.Nothing);

    /// <summary>Within a request whoever was let in; outside of one the local user, who works at this machine.</summary>
    public static CurrentUser Of(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
            ? context.Features.Get<CurrentUser>() ?? Nobody
            : Local;
}
