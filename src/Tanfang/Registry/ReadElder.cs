using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>A row of section two, opened.</summary>
public sealed record MemberOpened(HouseholdMember Row, string? IdNumber, string? Health);

/// <summary>An emergency contact, opened.</summary>
public sealed record ContactOpened(Contact Row, string? Phone);

/// <summary>Who was responsible from when until when (exclusive).</summary>
public sealed record ResponsibleThen(Guid VisitorId, string Name, DateOnly From, DateOnly? Until);

/// <summary>The whole file of one elder, opened for showing or printing; <see cref="State"/> is that of <see cref="On"/>.</summary>
public sealed record ElderFile
{
    public required Elder Elder { get; init; }

    public required DateOnly On { get; init; }

    public required ElderOn State { get; init; }

    /// <summary>Where the person lived on that day.</summary>
    public required NamedDivision Home { get; init; }

    /// <summary>Null when the person's key was destroyed.</summary>
    public required ElderSecrets? Secrets { get; init; }

    /// <summary>In the order of the form.</summary>
    public required IReadOnlyList<MemberOpened> Members { get; init; }

    /// <summary>In calling order.</summary>
    public required IReadOnlyList<ContactOpened> Contacts { get; init; }

    /// <summary>Those of files that are read under this one; they are edited there, or entered here anew.</summary>
    public required IReadOnlyList<ContactOpened> ContactsElsewhere { get; init; }

    /// <summary>All of them, the newest first.</summary>
    public required IReadOnlyList<ElderFact> Facts { get; init; }

    /// <summary>Names of the divisions that the facts speak of.</summary>
    public required IReadOnlyDictionary<int, NamedDivision> Places { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ResponsibleThen> Responsible { get; init; }

    public ResponsibleThen? ResponsibleOn =>
        Responsible.FirstOrDefault(r => r.From <= On && (r.Until is not { } until || On < until));

    /// <summary>农村牧区 on that day: as entered, else as the place's name says.</summary>
    public bool? Rural => State.Residence?.Rural ?? DivisionKind.RuralOf(Home.Division);
}

/// <summary>Opens one file as it stood on a day. An unknown elder and one out of scope answer alike: null.</summary>
public sealed class ReadElder(TanfangDb db, Vault vault, DivisionLookup divisions)
{
    public async Task<ElderFile?> Run(Scope scope, Guid id, DateOnly on, CancellationToken cancel)
    {
        var elder = await db.FilesOf(scope).AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (elder is null)
        {
            return null;
        }

        var facts = await db.ElderFacts.AsNoTracking().Where(f => f.ElderId == id).ToListAsync(cancel);
        var state = ElderNow.On(facts, on);
        var homeId = state.Residence?.DivisionId ?? elder.HomeId;
        var places = await divisions.Named(facts.Select(f => f.DivisionId).OfType<int>().Append(homeId), cancel);
        var seal = elder.WrappedKey is null ? null : vault.SealOf(elder);
        var contacts = await Contacts(id, cancel);
        return new ElderFile
        {
            Elder = elder,
            On = on,
            State = state,
            Home = places[homeId],
            Places = places,
            Secrets = seal is null ? null : ElderSecrets.Open(seal, elder),
            Members = await Members(elder, cancel),
            Contacts = [.. contacts.Where(c => c.Row.ElderId == id)],
            ContactsElsewhere = [.. contacts.Where(c => c.Row.ElderId != id)],
            Facts = [.. ElderNow.InOrder(facts).Reverse()],
            Responsible = await Responsible(id, cancel),
        };
    }

    private async Task<List<MemberOpened>> Members(Elder elder, CancellationToken cancel)
    {
        if (elder.HouseholdId is not { } household)
        {
            return [];
        }

        var rows = await db
            .HouseholdMembers.AsNoTracking()
            .Where(m => m.HouseholdId == household)
            .OrderBy(m => m.Position)
            .ToListAsync(cancel);
        // A row is sealed under the key of whichever elder brought it; an elder's number stands in that elder's own file.
        var owners = rows.Select(m => m.SealedFor)
            .Concat(rows.Select(m => m.ElderId).OfType<Guid>())
            .Distinct()
            .ToList();
        var elders = await db
            .Elders.AsNoTracking()
            .Where(e => owners.Contains(e.Id) && e.WrappedKey != null)
            .ToDictionaryAsync(e => e.Id, cancel);
        return [.. rows.Select(row => Opened(row, elders))];
    }

    private MemberOpened Opened(HouseholdMember row, Dictionary<Guid, Elder> elders)
    {
        var seal = elders.TryGetValue(row.SealedFor, out var owner) ? vault.SealOf(owner) : null;
        var number =
            row.ElderId is { } id && elders.TryGetValue(id, out var elder)
                ? ElderSecrets.Open(vault.SealOf(elder), elder).IdNumber
            : seal is null ? null
            : ElderSecrets.OpenMemberNumber(seal, row);
        return new MemberOpened(row, number, seal is null ? null : ElderSecrets.OpenMemberHealth(seal, row));
    }

    private async Task<List<ContactOpened>> Contacts(Guid id, CancellationToken cancel)
    {
        var files = (await MergedFiles.Read(db, [id], cancel)).ReadUnder(id);
        var elders = await db
            .Elders.AsNoTracking()
            .Where(e => files.Contains(e.Id) && e.WrappedKey != null)
            .ToListAsync(cancel);
        return await PersonContacts.Read(db, files, elders.ToDictionary(e => e.Id, vault.SealOf), cancel);
    }

    private async Task<List<ResponsibleThen>> Responsible(Guid id, CancellationToken cancel)
    {
        var rows = await db
            .Responsibilities.AsNoTracking()
            .Where(r => r.ElderId == id)
            .Join(
                db.Visitors,
                r => r.VisitorId,
                v => v.Id,
                (r, v) =>
                    new
                    {
                        r.VisitorId,
                        v.Name,
                        r.From,
                        r.Until,
                    }
            )
            .ToListAsync(cancel);
        return
        [
            .. rows.OrderByDescending(r => r.From)
                .Select(r => new ResponsibleThen(r.VisitorId, r.Name, r.From, r.Until)),
        ];
    }
}
