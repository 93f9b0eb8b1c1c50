using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>
/// 确认: what was previewed is done, in one transaction and by one leader at a time; a day in the future makes it a plan. Sent twice it is done
/// once. A plan can be cancelled until its day.
/// </summary>
public sealed class ConfirmChange(
    TanfangDb db,
    WriteGate gate,
    TimeProvider clock,
    PreviewChange preview,
    ApplyChange apply
)
{
    private const int Attempts = 3;
    private const long Leader = 0x7461_6e66_616e_6702;

    /// <param name="seen">The digest of the preview that was shown.</param>
    public async Task<Result<DivisionChange>> Run(
        Scope scope,
        Actor actor,
        Guid id,
        string? seen,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await gate.Write(db, () => Within(scope, actor, id, seen, cancel), cancel);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // A file was changed in between; the next attempt reads it as it is now.
            }
        }
    }

    public Task<Result<DivisionChange>> Cancel(Scope scope, Actor actor, Guid id, CancellationToken cancel) =>
        gate.Write<Result<DivisionChange>>(
            db,
            async () =>
            {
                await Lead(db, cancel);
                if (await ChangeSheet.Read(db, scope, id, cancel) is not { Change: var change })
                {
                    return ChangeRefusals.Unknown;
                }

                if (change.State != ChangeState.Planned)
                {
                    return change.State == ChangeState.Cancelled
                        ? change
                        : new Refusal("change.effective", "这项变更已经生效，不能取消", "请用“撤回”办理一项反向的变更");
                }

                (change.State, change.Problem) = (ChangeState.Cancelled, null);
                change.Version++;
                db.Changes.Add(ChangeEntry.Of(actor, clock, "division.planCancelled", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return change;
            },
            cancel
        );

    private async Task<Result<DivisionChange>> Within(
        Scope scope,
        Actor actor,
        Guid id,
        string? seen,
        CancellationToken cancel
    )
    {
        await Lead(db, cancel);
        if (await ChangeSheet.Read(db, scope, id, cancel) is not { } sheet)
        {
            return ChangeRefusals.Unknown;
        }

        var change = sheet.Change;
        if (change.State != ChangeState.Draft)
        {
            return change.State == ChangeState.Cancelled ? ChangeRefusals.NotDraft : change;
        }

        var shown = await preview.Run(scope, sheet, cancel);
        if (shown.Refusals.Count > 0)
        {
            return shown.Refusals.ToList();
        }

        if (seen != shown.Digest)
        {
            return new Refusal("change.stale", "预览以后情况有变化，还没有办理", "请核对下面新的预览，再确认一次");
        }

        (change.ConfirmedAt, change.ConfirmedBy) = (clock.Now(), actor.Id);
        if (change.On > clock.Today())
        {
            change.State = ChangeState.Planned;
            change.Version++;
            var detail = $"{change.Kind} {change.On:yyyy-MM-dd}";
            db.Changes.Add(ChangeEntry.Of(actor, clock, "division.planned", id.ToString("N"), detail));
            await db.SaveChangesAsync(cancel);
            return change;
        }

        // People go from one place to another, which the same statements may take out of sight.
        return await db.Beyond(
            async () =>
            {
                await apply.Run(scope, actor, sheet, clock.Now(), cancel);
                return change;
            },
            cancel
        );
    }

    /// <summary>Two changes at a time would each take the same free number and code.</summary>
    internal static async Task Lead(TanfangDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Leader})", cancel);
        }
    }
}
