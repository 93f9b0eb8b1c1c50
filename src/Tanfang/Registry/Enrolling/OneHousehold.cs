using Tanfang.Data;

namespace Tanfang.Registry.Enrolling;

/// <summary>The rows of several households put together as one: nobody twice, one 户主, in the order of the form.</summary>
internal sealed class OneHousehold(List<HouseholdMember> rows, IReadOnlyDictionary<Guid, Elder> elders, Vault vault)
{
    private const string Head = "户主";
    private readonly Dictionary<Guid, string> listed = [];
    private readonly HashSet<Guid> listing = [];

    /// <returns>Rows that only named somebody who has a row already; they are no longer among the rows.</returns>
    public List<HouseholdMember> Run(List<Housemate> mates)
    {
        var gone = new List<HouseholdMember>();
        foreach (var row in rows.Where(r => r.ElderId is null).ToList())
        {
            if (Twin(row) is not { } twin)
            {
                continue;
            }

            if (twin.ElderId is { } elder)
            {
                listing.Add(row.SealedFor);
                _ = row.Relation is { } relation && listed.TryAdd(elder, relation);
            }
            else
            {
                Complete(twin, row);
            }

            gone.Add(row);
            rows.Remove(row);
        }

        Relations(mates.ToDictionary(m => m.Elder, m => m.Relation));
        var at = 0;
        foreach (
            var row in rows.OrderByDescending(r => r.Relation == Head)
                .ThenByDescending(r => r.ElderId is not null)
                .ToList()
        )
        {
            row.Position = at++;
        }

        return gone;
    }

    /// <summary>Another row of the same name whose number is not another one; an elder's before that of anybody else.</summary>
    private HouseholdMember? Twin(HouseholdMember row) =>
        rows.Where(r => r != row && r.Name == row.Name && Agree(Number(r), Number(row)))
            .OrderByDescending(r => r.ElderId is not null)
            .FirstOrDefault();

    private static bool Agree(string? one, string? other) => one is null || other is null || one == other;

    private string? Number(HouseholdMember row)
    {
        if (row.ElderId is { } id && elders.GetValueOrDefault(id) is { WrappedKey: not null } elder)
        {
            return ElderSecrets.Open(vault.SealOf(elder), elder).IdNumber;
        }

        return Key(row) is { } seal ? ElderSecrets.OpenMemberNumber(seal, row) : null;
    }

    private Seal? Key(HouseholdMember row) =>
        elders.GetValueOrDefault(row.SealedFor) is { WrappedKey: not null } owner ? vault.SealOf(owner) : null;

    /// <summary>What only the other row knew goes over.</summary>
    private void Complete(HouseholdMember kept, HouseholdMember gone)
    {
        kept.Relation ??= gone.Relation;
        kept.Sex = kept.Sex == Sex.Unknown ? gone.Sex : kept.Sex;
        kept.Assistance = kept.Assistance == Assistance.NotAsked ? gone.Assistance : kept.Assistance;
        if (Key(kept) is { } to && Key(gone) is { } from)
        {
            kept.IdNumber ??= ElderSecrets.CloseMemberNumber(to, kept.Id, ElderSecrets.OpenMemberNumber(from, gone));
            kept.Health ??= ElderSecrets.CloseMemberHealth(to, kept.Id, ElderSecrets.OpenMemberHealth(from, gone));
        }
    }

    /// <summary>One 户主: who is not an elder and called so, else who says so, else whose list names another. The others' relation is only what was said.</summary>
    private void Relations(Dictionary<Guid, string?> said)
    {
        var own = rows.Where(r => r.ElderId is not null).ToList();
        var head = rows.Exists(r => r.ElderId is null && r.Relation == Head)
            ? null
            : own.Find(r => said.GetValueOrDefault(r.ElderId!.Value) == Head)
                ?? own.Find(r => r.Relation == Head && listing.Contains(r.ElderId!.Value))
                ?? own.Find(r => r.Relation == Head);
        foreach (var row in own.Where(r => r != head))
        {
            var spoken = said.GetValueOrDefault(row.ElderId!.Value);
            var relation = spoken is null or Head ? listed.GetValueOrDefault(row.ElderId.Value) : spoken;
            row.Relation = row.Relation is null or Head ? (relation == Head ? null : relation) : row.Relation;
        }
    }
}
