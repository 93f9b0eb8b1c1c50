using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Shared;

/// <summary>A filter under a name, and the address that it is.</summary>
public sealed record SavedFilter(Guid Id, string Name, string Url);

/// <summary>Model of _ListChoices: what a user keeps for a list, and what could be kept.</summary>
/// <param name="Path">The list's address without its question.</param>
/// <param name="Query">What is asked now, without what may name somebody.</param>
/// <param name="NamesSomebody">A name is being looked for: such a question is not kept.</param>
public sealed record ListChoices(
    string List,
    string Path,
    string Query,
    bool NamesSomebody,
    IReadOnlyList<SavedFilter> Filters,
    IReadOnlyList<(string Key, string Word)> Columns,
    IReadOnlySet<string> Shown
)
{
    public bool Shows(string column) => Shown.Contains(column);
}

/// <summary>常用筛选 and the columns of a list, kept for each user. Nothing kept names anybody: a name, a page and a kept question are left out.</summary>
public sealed class KeepChoices(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    private const int MostFilters = 20;
    private const int LongestName = 20;
    private const int LongestQuery = 400;

    private static readonly string[] Lists = ["elders", "obligations"];
    private static readonly string[] NotKept = ["q", "s", "p", "size", "handler"];

    public async Task<ListChoices> Read(
        string list,
        HttpRequest request,
        IReadOnlyList<(string Key, string Word)> columns,
        Actor actor,
        CancellationToken cancel
    )
    {
        var rows = await db
            .ListChoices.AsNoTracking()
            .Where(c => c.OwnerId == actor.Id && c.List == list)
            .OrderBy(c => c.Name)
            .ToListAsync(cancel);
        var chosen = rows.Find(c => c.Name.Length == 0)?.Value.Split(',') ?? [.. columns.Select(c => c.Key)];
        return new ListChoices(
            list,
            "/" + list,
            Kept(request.Query.SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text))),
            !string.IsNullOrEmpty(request.Query["s"]),
            [.. rows.Where(c => c.Name.Length > 0).Select(c => new SavedFilter(c.Id, c.Name, $"/{list}{c.Value}"))],
            columns,
            columns.Select(c => c.Key).Where(chosen.Contains).ToHashSet()
        );
    }

    public async Task<Refusal?> SaveFilter(
        string? list,
        string? name,
        string? query,
        Actor actor,
        CancellationToken cancel
    )
    {
        var called = (name ?? "").Trim();
        if (!Lists.Contains(list))
        {
            return new Refusal("choice.list", "不认识这个名单", "请从名单页面保存");
        }

        if (called.Length is 0 or > LongestName)
        {
            return new Refusal("choice.name", $"常用筛选的名称应为 1 到 {LongestName} 个字", "例如 东阳关镇逾期");
        }

        var value = Kept(query);
        if (value.Length > LongestQuery)
        {
            return new Refusal("choice.long", "条件太多，保存不下", "请减少条件");
        }

        return await gate.Write<Refusal?>(
            db,
            async () =>
            {
                var own = db.ListChoices.Where(c => c.OwnerId == actor.Id && c.List == list && c.Name != "");
                if (await own.CountAsync(c => c.Name != called, cancel) >= MostFilters)
                {
                    return new Refusal("choice.many", $"最多保存 {MostFilters} 个常用筛选", "请先删去不用的");
                }

                await Put(list!, called, value, actor, cancel);
                return null;
            },
            cancel
        );
    }

    public Task RemoveFilter(Guid id, Actor actor, CancellationToken cancel) =>
        gate.Write(
            db,
            () =>
                db
                    .ListChoices.Where(c => c.Id == id && c.OwnerId == actor.Id && c.Name != "")
                    .ExecuteDeleteAsync(cancel),
            cancel
        );

    /// <param name="columns">Empty: all of them again.</param>
    public Task SaveColumns(string? list, IReadOnlyList<string> columns, Actor actor, CancellationToken cancel)
    {
        var value = string.Join(',', columns.Where(c => c.All(char.IsAsciiLetter)));
        return Lists.Contains(list) && value.Length <= LongestQuery
            ? gate.Write(db, () => Put(list!, "", value, actor, cancel), cancel)
            : Task.CompletedTask;
    }

    private async Task Put(string list, string name, string value, Actor actor, CancellationToken cancel)
    {
        await db
            .ListChoices.Where(c => c.OwnerId == actor.Id && c.List == list && c.Name == name)
            .ExecuteDeleteAsync(cancel);
        if (name.Length == 0 && value.Length == 0)
        {
            return;
        }

        var row = new ListChoice
        {
            Id = Guid.CreateVersion7(clock.Now()),
            OwnerId = actor.Id,
            List = list,
            Name = name,
            Value = value,
        };
        await WriteRows.Insert(db, [row], cancel);
    }

    /// <summary>A question without what may name somebody, and without the page.</summary>
    public static string Kept(string? query) =>
        Kept(
            QueryHelpers
                .ParseQuery(query)
                .SelectMany(pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text))
        );

    private static string Kept(IEnumerable<KeyValuePair<string, string?>> query) =>
        QueryHelpers.AddQueryString(
            "",
            query.Where(pair =>
                !string.IsNullOrEmpty(pair.Value) && !NotKept.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)
            )
        );
}
