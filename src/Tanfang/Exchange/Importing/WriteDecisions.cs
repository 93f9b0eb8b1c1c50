using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>Writes what was decided for a batch, with the obligations that follow. Inside the import's one transaction.</summary>
public sealed class WriteDecisions(
    TanfangDb db,
    Vault vault,
    Responsibles responsibles,
    ReconcileElders reconcile,
    KnownNumber numbers,
    TimeProvider clock
)
{
    /// <returns>The elders of the rows that were new.</returns>
    public async Task<IReadOnlyDictionary<int, Guid>> Run(
        IReadOnlyList<Decision> decisions,
        Guid job,
        Scope scope,
        Actor actor,
        CancellationToken cancel
    )
    {
        var touched = new List<Guid>();
        List<Decision.New> news = [.. decisions.OfType<Decision.New>()];
        await Add(news, actor, touched, cancel);
        var written = news.Zip(touched).ToDictionary(pair => pair.First.Row.Number, pair => pair.Second);
        foreach (var known in decisions.OfType<Decision.Known>().Where(known => !known.IsNothing))
        {
            await Change(known, actor, cancel);
            touched.Add(known.Elder.Elder.Id);
        }

        foreach (var (row, candidate) in decisions.OfType<Decision.Alike>())
        {
            var id = Guid.CreateVersion7(clock.Now());
            db.ImportReviews.Add(
                new ImportReview
                {
                    Id = id,
                    JobId = job,
                    Row = row.Number,
                    CandidateId = candidate,
                    Data = new WaitingRow(row.Draft, row.Responsible).Close(vault, id),
                }
            );
        }

        foreach (var refused in decisions.OfType<Decision.Refused>())
        {
            if (refused.Elsewhere is { } owner)
            {
                await numbers.Elsewhere(owner, scope, refused.Row.Home.Id, "import", actor, cancel);
            }
        }

        await db.SaveChangesAsync(cancel);
        await reconcile.Run(touched, cancel);
        db.ChangeTracker.Clear();
        return written;
    }

    private async Task Add(List<Decision.New> news, Actor actor, List<Guid> touched, CancellationToken cancel)
    {
        var rows = news.ConvertAll(n => ElderRows.Of(n.Row.Draft, n.Row.Home, vault, actor, clock));
        await WriteRows.Insert(db, rows.ConvertAll(r => r.Elder), cancel);
        await WriteRows.Insert(db, rows.SelectMany(r => r.Facts).ToList(), cancel);
        await WriteRows.Insert(db, rows.SelectMany(r => r.Members).ToList(), cancel);
        await WriteRows.Insert(db, rows.SelectMany(r => r.Contacts).ToList(), cancel);
        await WriteRows.Insert(db, rows.ConvertAll(r => r.Change), cancel);
        foreach (var (elder, row) in rows.Zip(news, (r, n) => (r.Elder, n.Row)))
        {
            if (row.Responsible is { } name)
            {
                await responsibles.Assign(elder.Id, row.Home, name, elder.EnrolledOn, cancel);
            }
        }

        touched.AddRange(rows.Select(r => r.Elder.Id));
    }

    private async Task Change(Decision.Known known, Actor actor, CancellationToken cancel)
    {
        var (row, elder, change) = (known.Row, known.Elder.Elder, known.Change);
        db.ElderFacts.AddRange(change.Facts);
        db.HouseholdMembers.AddRange(change.Members);
        db.Contacts.AddRange(change.Contacts);
        var fields = string.Join(',', change.Fields.Concat(known.AnotherResponsible ? ["Responsible"] : []));
        var detail = fields.Length <= 200 ? fields : fields[..200];
        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.changed", elder.Id.ToString("N"), detail));
        if (known.AnotherResponsible)
        {
            await responsibles.Assign(elder.Id, row.Home, row.Responsible!, clock.Today(), cancel);
        }
    }
}
