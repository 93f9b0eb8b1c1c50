using System.CommandLine;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Privacy.Retaining;

/// <summary>`tanfang retention --dry-run`: what would go. What goes is decided by two people on the pages, never by a command.</summary>
internal static class RetentionCommand
{
    private const int Most = 10_000;

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "只列出保存期限已满的档案，不删除",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("retention", "列出保存期限已满的档案（删除由两人在页面上办理）") { dryRun, json };
        command.SetAction(
            (parsed, cancel) =>
                Said.Outcome(async () =>
                {
                    var store = Office.StoreFrom(parsed);
                    if (Said.Missing(store) is { } missing)
                    {
                        return Said.Refused([missing]);
                    }

                    return await Office.With(
                        store,
                        async services =>
                        {
                            var find = services.GetRequiredService<FindExpired>();
                            var counts = await find.Count(Scope.Everything, cancel);
                            var people = await find.List(Scope.Everything, Most, cancel);
                            Say(counts, people, parsed.GetValue(json));
                            return 0;
                        }
                    );
                })
        );
        return command;
    }

    /// <summary>Ids and days only: what a command prints ends up in files and terminals.</summary>
    private static void Say(
        IReadOnlyList<(RetentionPeriod Period, int People)> counts,
        IReadOnlyList<Expired> people,
        bool json
    )
    {
        if (json)
        {
            Output.Json(
                new
                {
                    Total = counts.Sum(c => c.People),
                    Counts = counts.Select(c => new
                    {
                        c.Period.Key,
                        c.Period.Years,
                        c.People,
                    }),
                    People = people.Select(p => new
                    {
                        p.Elder.Id,
                        p.Elder.LeftOn,
                        p.Period.Key,
                        p.IsAsked,
                    }),
                }
            );
            return;
        }

        Output.Lines([
            $"保存期限已满 {counts.Sum(c => c.People)} 份档案",
            .. counts.Select(c => $"  {c.Period.What}：{c.People}（离开满 {c.Period.Years} 年）"),
            .. people.Select(p => $"  {p.Elder.Id:N} 离开 {p.Elder.LeftOn:yyyy-MM-dd}"),
        ]);
    }
}
