using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>The dated facts that an accepted line adds to a known file, each with the source's name.</summary>
public sealed class ApplyFacts(
    TanfangDb db,
    Vault vault,
    AppendFacts append,
    ReconcileElders reconcile,
    TimeProvider clock
)
{
    /// <summary>The category with its certificate; stricter ones that the list no longer says are lost on its day.</summary>
    public async Task<Result<AppliedLine>> Claim(LineInSight sight, Actor actor, CancellationToken cancel)
    {
        var known = (Whom.Known)sight.Whom;
        var draft = new ElderDraft
        {
            DisabilityCertificate = sight.Draft.DisabilityCertificate,
            Categories = sight.Draft.Categories,
        };
        var change = await Change(known.Elder.Id, draft, actor, cancel);
        if (!change.Succeeded)
        {
            return change.Refusals.ToList();
        }

        var lost = await Lose(sight, FindDifferences.NoLongerSaid(sight.Source, sight.Draft, known.Now), actor, cancel);
        return new AppliedLine(
            known.Elder.Id,
            null,
            new DifferenceEffects(
                [.. change.Value.Facts.Select(f => f.Id), .. lost],
                CertificateChanged: change.Value.Fields.Contains("DisabilityCertificate"),
                Certificate: known.Certificate
            )
        );
    }

    /// <summary>Somebody known without a number: the list's is taken into the file; the rest of the row is compared then.</summary>
    public async Task<Result<AppliedLine>> SamePerson(LineInSight sight, Actor actor, CancellationToken cancel)
    {
        var id = ((Whom.Alike)sight.Whom).ElderId;
        var change = await Change(id, new ElderDraft { IdNumber = sight.Draft.IdNumber }, actor, cancel);
        return change.Succeeded
            ? new AppliedLine(id, ApplyLine.Same, new DifferenceEffects([]))
            : change.Refusals.ToList();
    }

    public async Task<Result<AppliedLine>> Move(LineInSight sight, CurrentUser user, CancellationToken cancel)
    {
        var known = (Whom.Known)sight.Whom;
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == sight.Draft.HomeId, cancel);
        if (!user.Scope.Covers(home) || !home.IsValidOn(clock.Today()))
        {
            return new Refusal("difference.homeScope", "新的居住地不在您的数据范围内，或已撤并", "请在档案中办理迁居");
        }

        var fact = Fact(sight, FactKind.Residence, known.Now.Residence?.On, user.Actor, division: home.Id);
        await Append(known.Elder.Id, [fact], user.Actor, cancel);
        return new AppliedLine(known.Elder.Id, null, new DifferenceEffects([fact.Id]));
    }

    public async Task<Result<AppliedLine>> Lose(LineInSight sight, Actor actor, CancellationToken cancel)
    {
        var known = (Whom.Known)sight.Whom;
        var lost = await Lose(sight, sight.Source.Categories.Where(known.Now.Categories.ContainsKey), actor, cancel);
        return new AppliedLine(known.Elder.Id, ApplyLine.Lost, new DifferenceEffects(lost));
    }

    public async Task<Result<AppliedLine>> Leave(
        LineInSight sight,
        string reason,
        Actor actor,
        CancellationToken cancel
    )
    {
        var known = (Whom.Known)sight.Whom;
        var fact = Fact(sight, FactKind.Left, known.Now.EnrolledOn, actor, reason);
        await Append(known.Elder.Id, [fact], actor, cancel);
        return new AppliedLine(known.Elder.Id, reason, new DifferenceEffects([fact.Id]));
    }

    private async Task<IReadOnlyList<Guid>> Lose(
        LineInSight sight,
        IEnumerable<string> categories,
        Actor actor,
        CancellationToken cancel
    )
    {
        var known = (Whom.Known)sight.Whom;
        var facts = categories
            .Select(key => Fact(sight, FactKind.CategoryLost, known.Now.Categories[key].On, actor, key))
            .ToList();
        if (facts.Count > 0)
        {
            await Append(known.Elder.Id, facts, actor, cancel);
        }

        return [.. facts.Select(f => f.Id)];
    }

    private async Task<Result<ElderChange>> Change(Guid id, ElderDraft says, Actor actor, CancellationToken cancel)
    {
        var known = (await KnownElder.Load(db, [id], tracked: true, cancel))[id];
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == known.Elder.HomeId, cancel);
        var draft = says with
        {
            Name = PersonName.Clean(known.Elder.Name),
            BirthDate = known.Elder.BirthDate,
            HomeId = known.Elder.HomeId,
        };
        var change = ChangeByDraft.Run(known, draft, home, vault, actor, clock);
        if (change.Succeeded)
        {
            db.ElderFacts.AddRange(change.Value.Facts);
            var fields = string.Join(',', change.Value.Fields);
            db.Changes.Add(ChangeEntry.Of(actor, clock, "delivery.accepted", id.ToString("N"), fields));
            await db.SaveChangesAsync(cancel);
            await reconcile.Run([id], cancel);
        }

        return change;
    }

    private async Task Append(Guid id, List<ElderFact> facts, Actor actor, CancellationToken cancel)
    {
        var elder = await db.Elders.SingleAsync(e => e.Id == id, cancel);
        await append.Run(actor, [elder], facts, "delivery.accepted", cancel);
    }

    /// <summary>From the day of the list on; what it ends or replaces may have begun later: then from that day.</summary>
    private ElderFact Fact(
        LineInSight sight,
        FactKind kind,
        DateOnly? after,
        Actor actor,
        string? key = null,
        int? division = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.Now()),
            ElderId = ((Whom.Known)sight.Whom).Elder.Id,
            Kind = kind,
            On = after > sight.Delivery.AsOf ? after.Value : sight.Delivery.AsOf,
            RecordedAt = clock.Now(),
            Key = key,
            DivisionId = division,
            Source = sight.Source.Body,
            RecordedBy = actor.Id,
        };
}
