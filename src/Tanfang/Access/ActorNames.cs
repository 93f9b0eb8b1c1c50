using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>The names that a reader sees for the ids that stand beside acts. The one place where one becomes the other.</summary>
public sealed class ActorNames(TanfangDb db)
{
    private static readonly Dictionary<string, string> Fixed = new[]
    {
        Actor.Local,
        Actor.System,
        Actor.Demo,
        CurrentUser.Nobody.Actor,
    }.ToDictionary(a => a.Id, a => a.Name);

    /// <summary>A name for each id given. An account that is there no more is called by the beginning of its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        var accounts = wanted.Select(id => Guid.TryParseExact(id, "N", out var g) ? g : Guid.Empty).ToList();
        var names = await db
            .Accounts.Where(a => accounts.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id.ToString("N"), a => a.DisplayName, cancel);
        return wanted.ToDictionary(
            id => id,
            id => names.GetValueOrDefault(id) ?? Fixed.GetValueOrDefault(id) ?? $"账号 {id[..Math.Min(8, id.Length)]}"
        );
    }

    public async Task<string> Of(string id, CancellationToken cancel) => (await Of([id], cancel))[id];
}
