namespace Tanfang.Shared;

/// <summary>操作人: who is responsible for a change. Written beside every change; never null.</summary>
/// <param name="Id">A stable id, without personal data.</param>
/// <param name="Name">The name that a reader of the ledger sees.</param>
public sealed record Actor(string Id, string Name)
{
    /// <summary>The one user of an office that has not switched sign-in on.</summary>
    public static Actor Local { get; } = new("local", "本机用户");

    /// <summary>The daily run and other work that no person started.</summary>
    public static Actor System { get; } = new("system", "系统");

    /// <summary>The maker of synthetic people.</summary>
    public static Actor Demo { get; } = new("demo", "演示数据");
}
