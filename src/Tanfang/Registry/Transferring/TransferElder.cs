using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Data.Walls;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Transferring;

/// <summary>
/// 迁移: a new home and everything that follows from it, inside one write transaction: the residence fact, the open obligations (by the
/// reconciliation: ended ones stay with the old division), who is responsible, the phone's blind index, a row for both divisions' lists.
/// </summary>
public sealed class TransferElder(TanfangDb db, Vault vault, AppendFacts append, TimeProvider clock)
{
    /// <param name="home">The residence fact; whoever calls it has checked it and the scope.</param>
    /// <param name="address">The door at the new home; null keeps what is there.</param>
    /// <param name="asked">The request that is granted by this, if one was.</param>
    public async Task Within(
        Elder elder,
        ElderFact home,
        Actor actor,
        string? address,
        Transfer? asked,
        CancellationToken cancel
    )
    {
        var (from, to) = (elder.HomeId, home.DivisionId!.Value);
        if (from != to)
        {
            Note(elder, from, home, actor, asked);
        }

        await Reach(elder, to, address, cancel);
        // To a place out of the asker's sight perhaps; what follows from the move is done all the same.
        var files = await MergedFiles.Read(db, [elder.Id], cancel);
        await db.Follow(files.ReadUnder(elder.Id), cancel);
        await append.Run(actor, [elder], [home], "elder.transferred", cancel);
        // A move told late, before another that is known, moves nobody now.
        if (from != to && elder.HomeId == to)
        {
            await EndResponsible(elder.Id, to, home.On, cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    public static ElderFact Home(Guid elder, int to, bool? rural, DateOnly on, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ElderId = elder,
            Kind = FactKind.Residence,
            On = on,
            RecordedAt = now,
            DivisionId = to,
            Rural = rural,
            RecordedBy = actor.Id,
        };

    private void Note(Elder elder, int from, ElderFact home, Actor actor, Transfer? asked)
    {
        var now = clock.Now();
        if (asked is null)
        {
            asked = new Transfer
            {
                Id = Guid.CreateVersion7(now),
                ElderId = elder.Id,
                FromId = from,
                ToId = home.DivisionId!.Value,
                On = home.On,
                Origin = "desk",
                AskedAt = now,
                AskedBy = actor.Id,
            };
            db.Transfers.Add(asked);
        }

        (asked.State, asked.AnsweredAt, asked.AnsweredBy) = (TransferState.Done, now, actor.Id);
    }

    /// <summary>The phone is found by its tail within a county, so the new county needs its own digest.</summary>
    private async Task Reach(Elder elder, int to, string? address, CancellationToken cancel)
    {
        if (elder.WrappedKey is null)
        {
            return;
        }

        var seal = vault.SealOf(elder);
        var before = ElderSecrets.Open(seal, elder);
        var after = address is null ? before : before with { Address = address.Length == 0 ? null : address };
        after.Close(seal, elder, before);
        var division = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == to, cancel);
        elder.FindByPhone(vault, division, after.Phone);
    }

    /// <summary>Who works for the new home, too (in its township, its county), stays responsible.</summary>
    private async Task EndResponsible(Guid elder, int to, DateOnly on, CancellationToken cancel)
    {
        foreach (var row in await Leaving(db, elder, to, on).ToListAsync(cancel))
        {
            if (row.From >= on)
            {
                db.Responsibilities.Remove(row);
            }
            else
            {
                row.Until = on;
            }
        }
    }

    /// <summary>Who is responsible for somebody on or after a day and does not work for their new home.</summary>
    internal static IQueryable<Workforce.Responsibility> Leaving(TanfangDb db, Guid elder, int to, DateOnly on)
    {
        var near = db.Divisions.Where(d =>
            db.Divisions.Any(h =>
                h.Id == to && (h.Id == d.Id || h.TownshipId == d.Id || h.CountyId == d.Id || h.CityId == d.Id)
            )
        );
        return db.Responsibilities.Where(r =>
            r.ElderId == elder
            && (r.Until == null || r.Until > on)
            && !db.Visitors.Any(v => v.Id == r.VisitorId && near.Any(d => d.Id == v.DivisionId))
        );
    }
}
