using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Divisions;
using Tanfang.Divisions.Changing;
using Tanfang.Obligations.Rating;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Tests.Obligations;
using Tanfang.Tests.Registry;
using Xunit;

namespace Tanfang.Tests.Divisions;

/// <summary>What somebody does who orders the villages of a township: the steps of the wizard without its pages.</summary>
internal static class ChangeDesk
{
    public const string Township = "140426101";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TargetInput New(string name, string code, string? groups = null) =>
        new()
        {
            Name = name,
            Code = code,
            Groups = groups,
        };

    /// <summary>A draft up to its preview.</summary>
    public static async Task<Guid> Draft(
        this LedgerStory story,
        ChangeKind kind,
        string on,
        IReadOnlyList<int> from,
        int? into = null,
        params TargetInput[] targets
    )
    {
        var id = (
            await story.Do<KeepDraft, Result<Guid>>(d => d.Begin(Scope.Everything, Actor.Local, kind, null, Cancel))
        ).Value;
        foreach (var source in from)
        {
            Assert.Empty(
                (
                    await story.Do<KeepPlaces, Result<Guid>>(p => p.AddSource(Scope.Everything, id, source, Cancel))
                ).Refusals
            );
        }

        var there = into is null ? null : await story.Division(into.Value);
        Assert.Empty(
            (
                await story.Do<KeepPlaces, Result<Guid>>(p =>
                    p.Targets(Scope.Everything, id, there, targets, new Dictionary<Guid, string?>(), Cancel)
                )
            ).Refusals
        );
        Assert.Empty((await story.Document(id, on)).Refusals);
        return id;
    }

    public static Task<Result<Guid>> Document(this LedgerStory story, Guid id, string on) =>
        story.Do<KeepDraft, Result<Guid>>(d =>
            d.Document(
                Scope.Everything,
                id,
                ("关于调整村级区划的批复", "测〔2026〕1号", null),
                LedgerStory.Day(on),
                Cancel
            )
        );

    public static Task<ChangePreview> Preview(this LedgerStory story, Guid id) =>
        story.Do<IServiceProvider, ChangePreview>(async services =>
        {
            var db = services.GetRequiredService<Tanfang.Data.TanfangDb>();
            var sheet = (await ChangeSheet.Read(db, Scope.Everything, id, Cancel))!;
            return await services.GetRequiredService<PreviewChange>().Run(Scope.Everything, sheet, Cancel);
        });

    public static async Task<Result<DivisionChange>> Confirm(this LedgerStory story, Guid id)
    {
        var seen = (await story.Preview(id)).Digest;
        return await story.Do<ConfirmChange, Result<DivisionChange>>(c =>
            c.Run(Scope.Everything, Actor.Local, id, seen, Cancel)
        );
    }

    public static async Task<DivisionChange> Change(
        this LedgerStory story,
        ChangeKind kind,
        string on,
        IReadOnlyList<int> from,
        int? into = null,
        params TargetInput[] targets
    )
    {
        var done = await story.Confirm(await story.Draft(kind, on, from, into, targets));
        Assert.Empty(done.Refusals.Select(r => r.Sentence));
        return done.Value;
    }

    public static async Task<Division> Division(this LedgerStory story, int id)
    {
        await using var db = story.Open();
        return await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == id, Cancel);
    }

    public static async Task<int> Home(this LedgerStory story, Guid elder)
    {
        await using var db = story.Open();
        return await db.Elders.Where(e => e.Id == elder).Select(e => e.HomeId).SingleAsync(Cancel);
    }

    public static Task<Division?> ByCode(this LedgerStory story, string code, string on) =>
        story.Do<DivisionLookup, Division?>(lookup => lookup.ByCode(code, LedgerStory.Day(on), Cancel));

    /// <summary>The figures of a place and its children in a month.</summary>
    public static async Task<IReadOnlyList<RateRow>> Rates(this LedgerStory story, string month, string code = Township)
    {
        var asked = await story.Do<ReadQuestion, Result<RateQuestion>>(read => read.Run(code, month, null, Cancel));
        return (
            await story.Do<MonthRates, MonthRatesAnswer>(rates =>
                rates.Run(asked.Value.Division, asked.Value.Month, null, Cancel)
            )
        ).Rows;
    }

    /// <summary>Those of the rows that have anybody: name and how many.</summary>
    public static string People(IEnumerable<RateRow> rows) =>
        string.Join(' ', rows.Skip(1).Where(r => r.Enrolled > 0).Select(r => $"{r.Name} {r.Enrolled}/{r.Visited}"));

    /// <summary>The first row is the sum of the others, in every column.</summary>
    public static void AddUp(IReadOnlyList<RateRow> rows)
    {
        foreach (var (_, _, word, number) in RateBuckets.Columns)
        {
            Assert.True(number(rows[0]) == rows.Skip(1).Sum(number), word);
        }
    }

    /// <summary>Somebody with an address, for which a key is needed.</summary>
    public static async Task<Guid> EnrolAt(this LedgerStory story, string name, string address, int home) =>
        (
            await story.Do<EnrolElder, Result<Guid>>(enrol =>
                enrol.Run(
                    Desk.Draft(name) with
                    {
                        HomeId = home,
                        Address = address,
                    },
                    Scope.Everything,
                    Actor.Local,
                    Cancel
                )
            )
        ).Value;

    public static Task Undo(this LedgerStory story, Guid id, Action<Guid> drafted) =>
        story.Do<UndoChange, bool>(async undo =>
        {
            drafted((await undo.Run(Scope.Everything, Actor.Local, id, Cancel)).Value);
            return true;
        });
}
