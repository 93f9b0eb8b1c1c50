using Microsoft.EntityFrameworkCore;
using Tanfang.Obligations;
using Tanfang.Obligations.Running;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Registry.Merging;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Registry.Merging;

/// <summary>Two files of one made-up person, and what their ledgers say.</summary>
internal static class TwoFiles
{
    public const string Goal = "national-2022-73/goal";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A woman born on 1941-03-02; the division 990101 was never issued.</summary>
    public static string Number(int order)
    {
        var digits = $"99010119410302{order:00}2";
        return digits + IdNumber.CheckCharacter(digits);
    }

    public static void On(this TestHost host, string day, string at = "10:00") =>
        host.Clock.Set(DateOnly.Parse(day, null), TimeOnly.Parse(at, null));

    /// <summary>The office runs it by itself when the clock moves on, but no test waits for that.</summary>
    public static Task Daily(this TestHost host) => host.Do<RunDaily>(daily => daily.Run(Cancel));

    public static Task<Guid> EnrolOne(this TestHost host, string name = "张桂英", string village = Desk.Village) =>
        host.Enrol(Desk.Draft(name) with { EnrolledOn = host.Clock.ChinaDay, Phone = "13800000001" }, village);

    /// <summary>The same by sound, with a number and a category of its own.</summary>
    public static Task<Guid> EnrolOther(this TestHost host, string name = "张贵英", int order = 1) =>
        host.Enrol(
            Desk.Draft(name) with
            {
                EnrolledOn = host.Clock.ChinaDay,
                IdNumber = Number(order),
                Categories = [new("livingAlone"), new("leftBehind")],
                Contacts = [new("张小梅", "女", "13800000007")],
            }
        );

    public static Task<Result<Guid>> Join(this TestHost host, Guid kept, Guid merged, Scope? scope = null) =>
        host.Do<MergeElders, Result<Guid>>(m =>
            m.Run(scope ?? Scope.Everything, Actor.Local, new Merge(kept, merged, "村委会核对"), Cancel)
        );

    public static async Task<ElderMerge> MergeOf(this TestHost host, Guid merged)
    {
        await using var db = host.Store.Open();
        return await db.ElderMerges.AsNoTracking().SingleAsync(m => m.MergedId == merged, Cancel);
    }

    public static async Task<Result<Guid>> Part(this TestHost host, Guid merged, params Guid[] visits)
    {
        var row = await host.MergeOf(merged);
        return await host.Do<UndoMerge, Result<Guid>>(u =>
            u.Run(Scope.Everything, Actor.Local, row.Id, "核实为两人", visits, Cancel)
        );
    }

    public static async Task<Guid> Visited(this TestHost host, Guid elder, string day) =>
        await host.TakenAsync(host.Item(elder, day: day));

    /// <summary>State and why of the monthly obligation.</summary>
    public static async Task<(ObligationState, string?)> Month(this TestHost host, Guid elder, string month)
    {
        await using var db = host.Store.Open();
        var first = DateOnly.Parse(month + "-01", null);
        var row = await db
            .Obligations.AsNoTracking()
            .SingleAsync(o => o.ElderId == elder && o.Rule == Goal && o.PeriodFrom == first, Cancel);
        return (row.State, row.StateWhy);
    }

    /// <summary>Counted and visited people of a month, of these files, as of a moment: by the policy library, from the stored rows.</summary>
    public static async Task<(int Counted, int Visited)> Figures(
        this TestHost host,
        string month,
        DateTimeOffset asOf,
        params Guid[] files
    )
    {
        await using var db = host.Store.Open();
        var sum = default(MonthFigures);
        foreach (var file in files)
        {
            var rows = await db.Obligations.AsNoTracking().Where(o => o.ElderId == file).ToListAsync(Cancel);
            var ids = rows.ConvertAll(o => o.Id);
            var outcomes = (
                await db.ObligationOutcomes.AsNoTracking().Where(x => ids.Contains(x.ObligationId)).ToListAsync(Cancel)
            ).ToLookup(x => x.ObligationId);
            sum += Rates.OfElder(
                [.. rows.Select(o => Read(o, outcomes[o.Id]))],
                DateOnly.Parse(month + "-01", null),
                asOf
            );
        }

        return (sum.Counted, sum.Visited);
    }

    private static LedgerEntry Read(Obligation o, IEnumerable<ObligationOutcome> outcomes) =>
        new(
            new ObligationRow(
                new ObligationKey(o.Rule, o.Occasion, o.PeriodFrom),
                o.From,
                o.Until,
                o.AtLeast,
                o.Modes,
                o.Every,
                o.MonthlyRate,
                $"{o.CountedInId}",
                o.OpenedAt
            ),
            [
                .. outcomes.Select(x => new OutcomeRow(
                    x.Ordinal,
                    (OutcomeKind)x.Kind,
                    x.VisitId,
                    x.HappenedOn,
                    x.OnSite,
                    x.Substituted,
                    x.RecordedAt,
                    x.Why
                )),
            ]
        );
}
