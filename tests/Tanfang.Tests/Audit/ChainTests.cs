using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tanfang.Audit;
using Tanfang.Audit.Chaining;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Audit;

/// <summary>The chain over real stores and files.</summary>
public sealed class ChainTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task What_was_written_is_sealed_within_five_seconds_and_anchored(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Write(host, 7);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await Until(async () => (await Verified(host)).Waiting == 0);
        await Write(host, 3);
        await Seal(host);

        var (report, _) = await Verified(host);
        Assert.Equal([], report.Broken);
        Assert.Equal((2, 10), (report.Batches, report.Rows));
        var anchor = await File.ReadAllLinesAsync(host.Store.Options.AuditAnchorFile, Cancel);
        Assert.Equal(["begun 0", "batch 1", "batch 2"], anchor.Select(l => string.Join(' ', l.Split(' ')[..2])));
    }

    [Theory, BothStores]
    public async Task The_store_refuses_to_change_and_to_forget(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Write(host, 2);
        await using var db = host.Store.Open();
        await Refused(db, "update changes set actor_id = 'x'");
        await Refused(db, "delete from changes");
        await Refused(db, "update changes set batch = 1, detail = 'x'");
        await Seal(host);
        await Refused(db, "update changes set batch = 2");
        await Refused(db, "update changes set batch = null");
        await Refused(db, "update audit_batches set count = 9");
        await Refused(db, "delete from audit_batches");
        if (!db.IsSqlite)
            await Refused(db, "truncate changes");

        Assert.Equal([], (await Verified(host)).Report.Broken);
    }

    [Theory, BothStores]
    public async Task Whoever_takes_the_guard_away_and_tampers_is_seen(Store store)
    {
        string[] tamperings =
        [
            "update changes set actor_id = 'x' where id = (select max(cast(id as text)) from changes)",
            "update changes set detail = 'x'",
            "update changes set subject_id = 'x' where batch = 2",
            "update changes set action = 'x' where batch = 1",
            "update changes set batch = 1 where batch = 2",
            "update changes set batch = null where batch = 3",
            "update changes set batch = 9 where batch = 3",
            "delete from changes where batch = 3",
            "delete from changes where batch = 1",
            "delete from audit_batches where ordinal = 3",
            "delete from audit_batches where ordinal = 1",
            "delete from audit_batches",
            "update audit_batches set count = count + 1",
            "update audit_batches set previous = digest where ordinal = 2",
            "update audit_batches set head = digest where ordinal = 3",
            "update audit_batches set digest = head where ordinal = 1",
        ];
        await using var host = await TestHost.StartAsync(store);
        for (var i = 0; i < 3; i++)
        {
            await Write(host, 4);
            await Seal(host);
        }

        await using var db = host.Store.Open();
        await Unguard(db);
        foreach (var sql in tamperings)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var text = db.IsSqlite
                ? sql
                : sql.Replace(
                    "id = (select max(cast(id as text))",
                    "id::text = (select max(id::text)",
                    StringComparison.Ordinal
                );
            Assert.True(await db.Database.ExecuteSqlRawAsync(text, Cancel) > 0, sql);
            Assert.False(await IsWhole(db, host), sql);
            await transaction.RollbackAsync(Cancel);
        }

        Assert.True(await IsWhole(db, host));
    }

    [Theory, BothStores]
    public async Task A_row_that_commits_late_comes_into_the_next_batch(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await using var late = host.Store.Open();
        var older = Entry(host);
        host.Clock.Advance(TimeSpan.FromMilliseconds(5));
        if (store == Store.Postgres)
        {
            await using var transaction = await late.Database.BeginTransactionAsync(Cancel);
            late.Changes.Add(older);
            await late.SaveChangesAsync(Cancel);
            await Write(host, 3);
            await Seal(host);
            await transaction.CommitAsync(Cancel);
        }
        else
        {
            await Write(host, 3);
            await Seal(host);
            late.Changes.Add(older);
            await late.SaveChangesAsync(Cancel);
        }

        await Seal(host);
        var (report, waiting) = await Verified(host);
        Assert.Equal([], report.Broken);
        Assert.Equal((2, 4, 0), (report.Batches, report.Rows, waiting));
    }

    [Theory, BothStores]
    public async Task A_kill_between_a_batch_and_its_anchor_leaves_the_chain_whole_and_is_caught_up(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await Write(host, 2);
        await Seal(host);
        await Write(host, 2);
        await host.Do<SealRows, int>(s => s.Run(Cancel));

        Assert.Equal([], (await Verified(host)).Report.Broken);
        await File.AppendAllTextAsync(host.Store.Options.AuditAnchorFile, "batch 2 2026-", Cancel);
        Assert.Equal([], (await Verified(host)).Report.Broken);
        await Seal(host);
        Assert.Equal([], (await Verified(host)).Report.Broken);
        Assert.Equal(3, (await File.ReadAllLinesAsync(host.Store.Options.AuditAnchorFile, Cancel)).Length);
    }

    [Theory, BothStores]
    public async Task An_end_cut_off_or_an_anchor_taken_away_is_seen_and_only_a_person_begins_it_anew(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var copy = Path.Combine(host.Store.Options.Directory, "other-disk.txt");
        await host.Do<AnchorCopy>(c => Task.FromResult(c.File = copy));
        for (var i = 0; i < 3; i++)
        {
            await Write(host, 2);
            await Seal(host);
        }

        var anchor = host.Store.Options.AuditAnchorFile;
        Assert.Equal(await File.ReadAllTextAsync(anchor, Cancel), await File.ReadAllTextAsync(copy, Cancel));
        await using var db = host.Store.Open();
        await Unguard(db);
        await db.Database.ExecuteSqlRawAsync(
            "delete from audit_batches where ordinal = 3; delete from changes where batch = 3",
            Cancel
        );
        var cut = (await Verified(host)).Report;
        Assert.Equal(["tail"], cut.Broken.Select(b => b.Code));

        // Whoever cuts the anchor of the data directory too is seen by the copy.
        await File.WriteAllLinesAsync(anchor, (await File.ReadAllLinesAsync(anchor, Cancel))[..^1], Cancel);
        Assert.Equal([], (await Verified(host)).Report.Broken);
        Assert.Equal(["tail"], (await Verified(host, copy)).Report.Broken.Select(b => b.Code));
        await Write(host, 1);
        await Seal(host);
        Assert.False((await Verified(host, copy)).Report.IsWhole);

        File.Delete(anchor);
        await Seal(host);
        Assert.Equal(["anchor"], (await Verified(host)).Report.Broken.Select(b => b.Code));
        Assert.False((await host.Do<RenewAnchor, Result<long>>(r => r.Run("短", Cancel))).Succeeded);
        Assert.True(
            (await host.Do<RenewAnchor, Result<long>>(r => r.Run("测试：换回了旧的磁盘快照", Cancel))).Succeeded
        );
        await Seal(host);
        var renewed = (await Verified(host)).Report;
        Assert.Equal([], renewed.Broken);
        Assert.Contains("重立", renewed.Notes.Single(), StringComparison.Ordinal);
        Assert.True(await db.Changes.AnyAsync(c => c.Action == AuditActions.AnchorRenewed, Cancel));
    }

    private static ChangeEntry Entry(TestHost host) =>
        ChangeEntry.Of(Actor.System, host.Clock, AuditActions.Read, $"{Guid.NewGuid():N}", "/elders/{id:guid}");

    internal static async Task Write(TestHost host, int rows)
    {
        await using var db = host.Store.Open();
        for (var i = 0; i < rows; i++)
        {
            db.Changes.Add(Entry(host));
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await db.SaveChangesAsync(Cancel);
    }

    internal static async Task Seal(TestHost host)
    {
        await host.Do<KeepAnchor>(k => k.Begin(Cancel));
        await host.Do<SealRows, int>(s => s.Run(Cancel));
        await host.Do<KeepAnchor, bool>(k => k.Run(Cancel));
    }

    internal static Task<(ChainReport Report, int Waiting)> Verified(TestHost host, string? anchor = null) =>
        host.Do<VerifyStore, (ChainReport, int)>(v => v.Run(anchor, Cancel));

    private static async Task Until(Func<Task<bool>> done)
    {
        for (var i = 0; i < 400 && !await done(); i++)
            await Task.Delay(25, Cancel);
        Assert.True(await done());
    }

    /// <summary>Within the transaction of whoever tampers, which is taken back.</summary>
    private static async Task<bool> IsWhole(TanfangDb db, TestHost host)
    {
        var batches = await db.AuditBatches.AsNoTracking().OrderBy(b => b.Ordinal).ToListAsync(Cancel);
        var rows = await db
            .Changes.AsNoTracking()
            .Where(c => c.Batch != null)
            .OrderBy(c => c.Batch)
            .ToListAsync(Cancel);
        var lines = await File.ReadAllLinesAsync(host.Store.Options.AuditAnchorFile, Cancel);
        return VerifyChain.Run(batches, rows, lines, Vault.Open(host.Store.Options.KeyFile)).IsWhole;
    }

    private static async Task Refused(TanfangDb db, string sql)
    {
        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            db.Database.ExecuteSqlRawAsync(sql, Cancel)
        );
        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<int> Unguard(TanfangDb db) =>
        db.Database.ExecuteSqlRawAsync(
            db.IsSqlite
                ? "drop trigger changes_no_update; drop trigger changes_no_delete; drop trigger audit_batches_no_update; drop trigger audit_batches_no_delete"
                : "alter table changes disable trigger user; alter table audit_batches disable trigger user",
            Cancel
        );
}
