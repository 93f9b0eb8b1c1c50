using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Obligations;
using Xunit;

namespace Tanfang.Tests.Registry.Merging;

/// <summary>On PostgreSQL, where many write at once: who learns of a link while waiting does not stand in another's way.</summary>
public sealed class LockFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_that_was_linked_while_somebody_waited_for_it_is_let_go_before_the_other_is_taken()
    {
        // Not served: the office's own daily run takes rows, too.
        await using var story = await LedgerStory.Begin(Store.Postgres, "2026-11-02");
        // Rows are taken in the order of their ids, by the other one, too.
        Guid[] files = [await story.Enrol(), await story.Enrol()];
        Array.Sort(files, (a, b) => string.CompareOrdinal($"{a}", $"{b}"));
        var (kept, merged) = (files[0], files[1]);

        await using var merging = story.Open();
        await using var merge = await merging.Database.BeginTransactionAsync(Cancel);
        await Hold(merging, merged);
        await using var visiting = story.Open();
        await using var visit = await visiting.Database.BeginTransactionAsync(Cancel);
        var locked = MergedFiles.Lock(visiting, [merged], Cancel);
        await WaitsFor(merging, story);

        await using var other = story.Open();
        await using var third = await other.Database.BeginTransactionAsync(Cancel);
        await Hold(other, kept);
        merging.ElderMerges.Add(
            new ElderMerge
            {
                Id = Guid.CreateVersion7(),
                KeptId = kept,
                MergedId = merged,
                Reason = "试验",
                RecordedAt = story.Clock.GetUtcNow(),
                By = Actor.Local.Id,
            }
        );
        await merging.SaveChangesAsync(Cancel);
        await merge.CommitAsync(Cancel);
        await WaitsFor(other, story);

        // The other holds the kept file and wants the merged one: both end, in whichever order.
        await Hold(other, merged);
        await third.CommitAsync(Cancel);
        Assert.Equal(new HashSet<Guid> { kept, merged }, (await locked).Files);
    }

    private static Task<int> Hold(TanfangDb db, Guid elder) =>
        db.Database.ExecuteSqlAsync($"select 1 from elders where id = {elder} for update", Cancel);

    /// <summary>Until somebody waits for what this one holds.</summary>
    private static async Task WaitsFor(TanfangDb holder, LedgerStory story)
    {
        var pid = await holder.Database.SqlQuery<int>($"select pg_backend_pid() as \"Value\"").SingleAsync(Cancel);
        await using var db = story.Open();
        while (
            await db
                .Database.SqlQuery<int>(
                    $"select count(*)::int as \"Value\" from pg_stat_activity where {pid} = any(pg_blocking_pids(pid))"
                )
                .SingleAsync(Cancel) == 0
        )
        {
            await Task.Delay(10, Cancel);
        }
    }
}
