using Tanfang.Data;
using Tanfang.Divisions;

namespace Tanfang.Registry.Merging;

/// <summary>
/// What the kept file has empty and the merged one not goes over; and back, as far as it is still there. Only names of columns are
/// remembered, never values.
/// </summary>
internal sealed class TakeOver(Elder kept, Elder merged, Division home, Vault vault, DateOnly today)
{
    private readonly ElderSecrets own = ElderSecrets.Open(vault.SealOf(kept), kept);
    private readonly ElderSecrets others = ElderSecrets.Open(vault.SealOf(merged), merged);

    /// <returns>The names of the columns taken, between bars.</returns>
    public string Run()
    {
        var taken = new List<string>();
        Go((name, now, there) => now is null && there is not null && Add(taken, name), back: false);
        if (taken.Contains(nameof(Elder.IdNumber)))
        {
            // A number is found at one file; the other keeps it sealed, so that it can come back.
            (kept.IdNumberIndex, merged.IdNumberIndex) = (merged.IdNumberIndex, null);
        }

        return taken.Count == 0 ? "" : $"|{string.Join('|', taken)}|";
    }

    /// <returns>Whether the number goes back: the caller gives the merged file its index when the kept one has lost it.</returns>
    public bool GiveBack(string taken)
    {
        var back = new List<string>();
        Go(
            (name, now, there) =>
                taken.Contains($"|{name}|", StringComparison.Ordinal) && Equals(now, there) && Add(back, name),
            back: true
        );
        var number = back.Contains(nameof(Elder.IdNumber));
        kept.IdNumberIndex = number ? null : kept.IdNumberIndex;
        return number;
    }

    private static bool Add(List<string> names, string name)
    {
        names.Add(name);
        return true;
    }

    /// <param name="goes">Asked with the column's name, what it says here and what it says there.</param>
    private void Go(Func<string, object?, object?, bool> goes, bool back)
    {
        T? Now<T>(string name, T? here, T? there) => goes(name, here, there) ? (back ? default : there) : here;

        var help = (HelpingBodies?)(merged.HelpingBodies == HelpingBodies.None ? null : merged.HelpingBodies);
        var ownHelp = (HelpingBodies?)(kept.HelpingBodies == HelpingBodies.None ? null : kept.HelpingBodies);
        var sex = (Sex?)(merged.Sex == Sex.Unknown ? null : merged.Sex);
        var ownSex = (Sex?)(kept.Sex == Sex.Unknown ? null : kept.Sex);
        kept.Sex = Now(nameof(kept.Sex), ownSex, sex) ?? Sex.Unknown;
        kept.HelpingBodies = Now(nameof(kept.HelpingBodies), ownHelp, help) ?? HelpingBodies.None;
        kept.LivesAtRegisteredResidence = Now(
            "Registered",
            kept.LivesAtRegisteredResidence,
            merged.LivesAtRegisteredResidence
        );
        kept.DrinkingWaterSafe = Now("Water", kept.DrinkingWaterSafe, merged.DrinkingWaterSafe);
        kept.HomeElectricitySafe = Now("Electricity", kept.HomeElectricitySafe, merged.HomeElectricitySafe);
        kept.HouseSafe = Now("House", kept.HouseSafe, merged.HouseSafe);
        kept.MonthlyIncome = Now("Income", kept.MonthlyIncome, merged.MonthlyIncome);
        var after = new ElderSecrets
        {
            IdNumber = Now("IdNumber", own.IdNumber, others.IdNumber),
            // A door of another village says nothing here.
            Address = kept.HomeId == merged.HomeId ? Now("Address", own.Address, others.Address) : own.Address,
            Phone = Now("Phone", own.Phone, others.Phone),
            DisabilityCertificate = Now("Certificate", own.DisabilityCertificate, others.DisabilityCertificate),
            Benefits = Now("Benefits", own.Benefits, others.Benefits),
            HelpResponsible = Now("HelpResponsible", own.HelpResponsible, others.HelpResponsible),
            HelpMeasures = Now("HelpMeasures", own.HelpMeasures, others.HelpMeasures),
        };
        after.Close(vault.SealOf(kept), kept, own);
        kept.FindByPhone(vault, home, after.Phone);
        kept.FindByCertificate(vault, after.DisabilityCertificate, today);
    }
}
