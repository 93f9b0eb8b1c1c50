using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Importing;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Reviewing;

/// <summary>Decides about a row that resembles somebody known: the same person, another one, or not to be imported.</summary>
public sealed class DecideReview(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    EnrolElder enrol,
    ReconcileElders reconcile,
    Responsibles responsibles,
    TimeProvider clock
)
{
    public const string Same = "same";
    public const string New = "new";
    public const string Dismissed = "dismissed";

    private static readonly Refusal Gone = new("review.gone", "这一行已经有人决定了", "请刷新列表");

    /// <returns>The resolution that was kept.</returns>
    public Task<Result<string>> Run(Guid id, string decision, CurrentUser user, CancellationToken cancel) =>
        gate.Write(
            db,
            async () =>
            {
                var review = await db.ImportReviews.SingleOrDefaultAsync(
                    r => r.Id == id && r.Resolution == null,
                    cancel
                );
                if (review is null || !await InSight(review, user.Scope, cancel))
                {
                    return Gone;
                }

                var refusals = decision switch
                {
                    Same => await TakeAsSame(review, user, cancel),
                    New => await TakeAsNew(review, user, cancel),
                    Dismissed => [],
                    _ => [new Refusal("review.decision", "没有选择怎么办", "请选一项")],
                };
                if (refusals.Count > 0)
                {
                    db.ChangeTracker.Clear();
                    return refusals.ToList();
                }

                (review.Resolution, review.ResolvedAt, review.ResolvedBy) = (decision, clock.Now(), user.Actor.Id);
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, $"review.{decision}", id.ToString("N")));
                await db.SaveChangesAsync(cancel);
                return (Result<string>)decision;
            },
            cancel
        );

    private Task<bool> InSight(ImportReview review, Scope scope, CancellationToken cancel) =>
        db.EldersOf(scope).AnyAsync(e => e.Id == review.CandidateId, cancel);

    private async Task<IReadOnlyList<Refusal>> TakeAsSame(
        ImportReview review,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var row = WaitingRow.Open(vault, review);
        var known = await KnownElder.Load(db, [review.CandidateId], tracked: true, cancel);
        var home = await Home(row, cancel);
        var change = ChangeByDraft.Run(known[review.CandidateId], row.Draft, home, vault, user.Actor, clock);
        if (!change.Succeeded)
        {
            return change.Refusals;
        }

        db.ElderFacts.AddRange(change.Value.Facts);
        db.HouseholdMembers.AddRange(change.Value.Members);
        db.Contacts.AddRange(change.Value.Contacts);
        if (!change.Value.IsNothing)
        {
            var subject = review.CandidateId.ToString("N");
            db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "elder.changed", subject, "review"));
        }

        await Assign(review.CandidateId, row, home, clock.Today(), cancel);
        await db.SaveChangesAsync(cancel);
        await reconcile.Run([review.CandidateId], cancel);
        return [];
    }

    private async Task<IReadOnlyList<Refusal>> TakeAsNew(
        ImportReview review,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var row = WaitingRow.Open(vault, review);
        var draft = row.Draft with { IsSomebodyElse = true };
        var enrolled = await enrol.Within(draft, user.Scope, user.Actor, cancel);
        if (enrolled.Succeeded)
        {
            await Assign(enrolled.Value, row, await Home(row, cancel), draft.EnrolledOn ?? clock.Today(), cancel);
        }

        return enrolled.Refusals;
    }

    private async Task Assign(Guid elder, WaitingRow row, Division home, DateOnly from, CancellationToken cancel)
    {
        await responsibles.Load([elder], cancel);
        if (responsibles.Differs(elder, row.Responsible))
        {
            await responsibles.Assign(elder, home, row.Responsible!, from, cancel);
        }
    }

    private Task<Division> Home(WaitingRow row, CancellationToken cancel) =>
        db.Divisions.AsNoTracking().SingleAsync(d => d.Id == row.Draft.HomeId, cancel);
}
