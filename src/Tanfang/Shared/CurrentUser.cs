namespace Tanfang.Shared;

/// <summary>Who is asking, and whose people they may see. Until sign-in exists: the one local user of one office.</summary>
public sealed record CurrentUser(Actor Actor, Scope Scope)
{
    public static CurrentUser Local { get; } = new(Actor.Local, Scope.Everything);
}
