using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Privacy.Erasing;

/// <summary>
/// Destroys the key of a person's files and blanks what stands in plain words (docs/adr/0018). The rows by which ended months are counted stay: ids,
/// divisions, days, rules, outcomes. Not to be undone. Inside the caller's write transaction.
/// </summary>
public sealed class EraseElder(TanfangDb db, Vault vault, TimeProvider clock)
{
    /// <summary>Stands where a name stood.</summary>
    public const string Name = "（已按规定删除）";

    /// <summary>Stands where a day of birth stood, which the schema wants: nobody living was born on it.</summary>
    public static readonly DateOnly NoBirthDate = new(1800, 1, 1);

    /// <param name="files">All files of one person.</param>
    public async Task Within(IReadOnlyCollection<Guid> files, CancellationToken cancel)
    {
        var elders = await db.Elders.Where(e => files.Contains(e.Id)).ToListAsync(cancel);
        var numbers = elders.Select(e => e.IdNumberIndex).OfType<byte[]>().ToList();
        foreach (var elder in elders)
        {
            await LeaveHousehold(elder, files, cancel);
        }

        await BlankRecords.Run(db, vault, files, numbers, clock, cancel);
        foreach (var elder in elders)
        {
            Blank(elder, clock.Today());
        }

        await db.SaveChangesAsync(cancel);
    }

    private static void Blank(Elder elder, DateOnly today)
    {
        (elder.Name, elder.PinyinKey, elder.Initials) = (Name, "", "");
        (elder.Sex, elder.BirthDate) = (Sex.Unknown, NoBirthDate);
        (elder.IdNumber, elder.IdNumberIndex, elder.Address) = (null, null, null);
        (elder.Phone, elder.PhoneIndex, elder.PhoneTailIndex) = (null, null, null);
        (elder.DisabilityCertificate, elder.CertificateIndex) = (null, null);
        (elder.Benefits, elder.HelpResponsible, elder.HelpMeasures) = (null, null, null);
        (elder.LivesAtRegisteredResidence, elder.Rural, elder.MonthlyIncome) = (null, null, null);
        (elder.DrinkingWaterSafe, elder.HomeElectricitySafe, elder.HouseSafe) = (null, null, null);
        (elder.HelpingBodies, elder.HouseholdId, elder.CategoriesNow) = (HelpingBodies.None, null, "");
        (elder.ConsentNow, elder.WrappedKey, elder.ErasedOn) = (ConsentState.NotAsked, null, today);
        elder.Version++;
        elder.KeysOf = elder.Version;
    }

    /// <summary>Whoever of the household goes on keeps their rows, under the own key; without such a one the household goes too.</summary>
    private async Task LeaveHousehold(Elder elder, IReadOnlyCollection<Guid> files, CancellationToken cancel)
    {
        await db.HouseholdMembers.Where(m => m.ElderId == elder.Id).ExecuteDeleteAsync(cancel);
        var others = await db
            .Elders.AsNoTracking()
            .Where(e => e.HouseholdId == elder.HouseholdId && e.HouseholdId != null && e.ErasedOn == null)
            .ToListAsync(cancel);
        var heir = others.Find(e => !files.Contains(e.Id) && e.WrappedKey is not null);
        if (heir is null || elder.WrappedKey is null)
        {
            await db
                .HouseholdMembers.Where(m => m.SealedFor == elder.Id || m.HouseholdId == elder.HouseholdId)
                .ExecuteDeleteAsync(cancel);
            return;
        }

        var (old, own) = (vault.SealOf(elder), vault.SealOf(heir));
        var rows = await db.HouseholdMembers.Where(m => m.SealedFor == elder.Id).ToListAsync(cancel);
        foreach (var row in rows)
        {
            row.IdNumber = ElderSecrets.CloseMemberNumber(own, row.Id, ElderSecrets.OpenMemberNumber(old, row));
            row.Health = ElderSecrets.CloseMemberHealth(own, row.Id, ElderSecrets.OpenMemberHealth(old, row));
            row.SealedFor = heir.Id;
        }

        await db.SaveChangesAsync(cancel);
    }
}
