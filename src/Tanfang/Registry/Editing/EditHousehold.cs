using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>One line of section two. The number is never sent to the browser; an empty box keeps it.</summary>
public sealed class MemberLine : IFileLine
{
    public Guid? Id { get; set; }

    /// <summary>0 is 户主.</summary>
    public int? Order { get; set; }

    public string? Name { get; set; }

    public Sex Sex { get; set; }

    public string? IdNumber { get; set; }

    public string? Relation { get; set; }

    public string? Health { get; set; }

    public Assistance Assistance { get; set; }

    public bool Remove { get; set; }

    public bool IsEmpty =>
        Id is null
        && string.IsNullOrWhiteSpace(Name)
        && string.IsNullOrWhiteSpace(IdNumber)
        && string.IsNullOrWhiteSpace(Relation)
        && string.IsNullOrWhiteSpace(Health);
}

/// <summary>修改家庭成员: section two at once, in the order of the form. An elder of the registry stays a row of it.</summary>
public sealed class EditHousehold(TanfangDb db, WriteGate gate, Vault vault, PolicySet policies, TimeProvider clock)
{
    public Task<Result<Guid>> Run(
        Scope scope,
        Actor actor,
        Guid id,
        int version,
        IReadOnlyList<MemberLine> lines,
        CancellationToken cancel
    ) => new FileChange(db, gate).Run(scope, id, version, elder => Change(actor, elder, lines, cancel), cancel);

    private async Task<Result<Guid>> Change(
        Actor actor,
        Elder elder,
        IReadOnlyList<MemberLine> lines,
        CancellationToken cancel
    )
    {
        elder.HouseholdId ??= Guid.CreateVersion7(clock.Now());
        var household = elder.HouseholdId.Value;
        var known = await db
            .HouseholdMembers.Where(m => m.HouseholdId == household)
            .ToDictionaryAsync(m => m.Id, cancel);
        if (lines.Any(line => line.Id is { } id && !known.ContainsKey(id)))
        {
            return FileChange.Stale;
        }

        var owners = known.Values.Select(m => m.SealedFor).Append(elder.Id).Distinct().ToList();
        var seals = await db
            .Elders.AsNoTracking()
            .Where(e => owners.Contains(e.Id) && e.WrappedKey != null)
            .ToDictionaryAsync(e => e.Id, e => vault.SealOf(e), cancel);
        var kept = lines
            .Select((line, at) => (Line: line, At: at))
            .Where(row => !row.Line.IsEmpty && (!row.Line.Remove || IsElder(row.Line, known)))
            .OrderBy(row => row.Line.Order ?? int.MaxValue)
            .ToList();
        var drafts = kept.Select(row => Draft(row.Line, known, seals));
        var whole = FileChange.AsDraft(elder, ElderSecrets.Open(seals[elder.Id], elder)) with
        {
            Household = [.. drafts],
        };
        var read = CheckDraft.Run(whole, policies.Dictionary, clock.Today());
        if (!read.Succeeded)
        {
            return read.Refusals.Select(r => FileChange.AtLine(r, "Household", [.. kept.Select(k => k.At)])).ToList();
        }

        for (var i = 0; i < kept.Count; i++)
        {
            var row = kept[i].Line.Id is { } old ? known[old] : Add(household, elder.Id);
            Apply(row, read.Value.Household[i], i, seals.GetValueOrDefault(row.SealedFor));
        }

        db.HouseholdMembers.RemoveRange(
            lines.Where(l => l.Remove && l.Id is not null && !IsElder(l, known)).Select(l => known[l.Id!.Value])
        );
        // Whoever else of the household has the same rows before them must see that they changed.
        foreach (
            var other in await db.Elders.Where(e => e.HouseholdId == household || e.Id == elder.Id).ToListAsync(cancel)
        )
        {
            other.Version++;
            other.ChangedAt = clock.Now();
        }

        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.householdEdited", elder.Id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return elder.Id;
    }

    private static MemberDraft Draft(
        MemberLine line,
        Dictionary<Guid, HouseholdMember> known,
        Dictionary<Guid, Seal> seals
    )
    {
        var row = line.Id is { } id ? known[id] : null;
        var seal = row is null ? null : seals.GetValueOrDefault(row.SealedFor);
        var isElder = row?.ElderId is not null;
        var kept = row is null || seal is null ? null : ElderSecrets.OpenMemberNumber(seal, row);
        // Name, sex and number of an elder are those of that elder's own file.
        return new MemberDraft(
            isElder ? row!.Name : line.Name,
            isElder ? row!.Sex : line.Sex,
            isElder ? null
                : string.IsNullOrWhiteSpace(line.IdNumber) ? kept
                : line.IdNumber,
            line.Relation,
            line.Health,
            line.Assistance
        );
    }

    private static void Apply(HouseholdMember row, MemberDraft said, int position, Seal? seal)
    {
        (row.Name, row.Sex, row.Position) = (said.Name!, said.Sex, position);
        (row.Relation, row.Assistance) = (said.Relation, said.Assistance);
        if (seal is not null)
        {
            row.IdNumber = ElderSecrets.CloseMemberNumber(seal, row.Id, said.IdNumber);
            row.Health = ElderSecrets.CloseMemberHealth(seal, row.Id, said.Health);
        }
    }

    private HouseholdMember Add(Guid household, Guid elderId)
    {
        var row = new HouseholdMember
        {
            Id = Guid.CreateVersion7(clock.Now()),
            HouseholdId = household,
            SealedFor = elderId,
            Name = "",
        };
        db.HouseholdMembers.Add(row);
        return row;
    }

    private static bool IsElder(MemberLine line, Dictionary<Guid, HouseholdMember> known) =>
        line.Id is { } id && known[id].ElderId is not null;
}
