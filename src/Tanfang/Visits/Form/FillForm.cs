using Microsoft.EntityFrameworkCore;
using Tanfang.Care;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>Fills the official form from the records: sections one to four from the file as it is now, five and six as recorded.</summary>
public sealed class FillForm(TanfangDb db, Vault vault)
{
    /// <summary>Null when a visit or an act is not this elder's, or no longer holds.</summary>
    public async Task<OfficialFormModel?> Run(
        CurrentUser user,
        Elder elder,
        IReadOnlyCollection<Guid> visitIds,
        IReadOnlyCollection<Guid> careIds,
        CancellationToken cancel
    )
    {
        var seal = vault.SealOf(elder);
        var merged = await MergedFiles.Read(db, [elder.Id], cancel);
        var (files, linked) = (merged.Same(elder.Id), merged.Files.ToList());
        // A record is sealed under the file it was recorded for.
        var seals = (
            await db.Elders.AsNoTracking().Where(e => linked.Contains(e.Id) && e.WrappedKey != null).ToListAsync(cancel)
        ).ToDictionary(e => e.Id, e => vault.SealOf(e));
        var visits = await db.VisitsOf(files)
            .AsNoTracking()
            .Where(v => visitIds.Contains(v.Id) && !v.IsAttempt && v.ClosedAt == null)
            .OrderBy(v => v.Ordinal)
            .ToListAsync(cancel);
        var cares = await db
            .CareActs.AsNoTracking()
            .Where(c => files.Contains(c.ElderId) && careIds.Contains(c.Id) && c.ClosedAt == null)
            .OrderBy(c => c.Ordinal)
            .ToListAsync(cancel);
        if (visits.Count != visitIds.Count || cares.Count != careIds.Count)
            return null;
        var secrets = ElderSecrets.Open(seal, elder);
        var contacts = await PersonContacts.Read(db, files, seals, cancel);
        var days = visits.Select(v => v.HappenedOn).Concat(cares.Select(c => c.HappenedOn)).ToList();
        return new OfficialFormModel
        {
            Date = days.Count > 0 ? days.Max() : null,
            Elder = await FillElder(elder, secrets, contacts.FirstOrDefault(), cancel),
            Household = await FillHousehold(user, elder, cancel),
            Living = FileWords.Living(elder, secrets),
            Help = FileWords.Help(elder, secrets),
            Visits = [.. visits.Select(v => RecordWords.Of(v, VisitSeals.Open(seals[v.ElderId], v)))],
            Cares =
            [
                .. cares.Select(c =>
                    RecordWords.Of(c, CareSeals.What(seals[c.ElderId], c), CareSeals.Satisfaction(seals[c.ElderId], c))
                ),
            ],
        };
    }

    private async Task<FormElder> FillElder(
        Elder elder,
        ElderSecrets secrets,
        ContactOpened? contact,
        CancellationToken cancel
    )
    {
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == elder.HomeId, cancel);
        var above = await db
            .Divisions.AsNoTracking()
            .Where(d => d.Id == home.CountyId || d.Id == home.TownshipId)
            .ToDictionaryAsync(d => d.Id, d => d.Name, cancel);
        bool Is(params string[] keys) =>
            keys.Any(k => elder.CategoriesNow.Contains($"|{k}|", StringComparison.Ordinal));
        return new FormElder
        {
            County = above.GetValueOrDefault(home.CountyId ?? 0),
            Township = above.GetValueOrDefault(home.TownshipId ?? 0),
            Village = home.Level == Divisions.DivisionLevel.Village ? home.Name : null,
            LivesWhereRegistered = elder.LivesAtRegisteredResidence,
            Name = elder.Name,
            Phone = secrets.Phone,
            Contact = contact?.Row.Name,
            ContactPhone = contact?.Phone,
            Disabled = Is("disability", "severeDisability") || secrets.DisabilityCertificate is not null,
            DisabilityCertificate = secrets.DisabilityCertificate,
            AloneOrEmptyNest = Is("livingAlone", "emptyNest"),
            LeftBehind = Is("leftBehind"),
            Incapacitated = Is("incapacitatedFull", "incapacitatedPartial"),
            FamilyPlanningSpecial = Is("familyPlanningSpecial"),
        };
    }

    private async Task<IReadOnlyList<FormPerson>> FillHousehold(CurrentUser user, Elder elder, CancellationToken cancel)
    {
        var members = await db
            .HouseholdMembers.AsNoTracking()
            .Where(m => m.HouseholdId == elder.HouseholdId)
            .OrderBy(m => m.Position)
            .ToListAsync(cancel);
        var owners = members.Select(m => m.SealedFor).Distinct().ToList();
        var seals = (await db.FilesOf(user.Scope).AsNoTracking().Where(e => owners.Contains(e.Id)).ToListAsync(cancel))
            .Where(e => e.WrappedKey is not null)
            .ToDictionary(e => e.Id, e => vault.SealOf(e));
        var rows = members.Select(m => FileWords.Person(m, seals.GetValueOrDefault(m.SealedFor)));
        // The first printed row is the head's; without one it stays blank.
        return members is [{ Position: > 0 }, ..]
            ? [new FormPerson(null, null, null, null, null, null), .. rows]
            : [.. rows];
    }
}
