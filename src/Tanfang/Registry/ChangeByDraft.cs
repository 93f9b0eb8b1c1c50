using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry.Enrolling;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>What a draft changed in a file: the fields' names (no values) and the rows it adds.</summary>
public sealed record ElderChange(
    IReadOnlyList<string> Fields,
    IReadOnlyList<ElderFact> Facts,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<Contact> Contacts
)
{
    public bool IsNothing => Fields.Count == 0;
}

/// <summary>
/// Brings a known elder's file in line with a draft that <see cref="CheckDraft"/> has read: only what the draft says and the file
/// says otherwise. What would take something away from the person (a category, their home, their name) is refused: it is
/// done in the file, with its day and reason.
/// </summary>
public static class ChangeByDraft
{
    /// <returns>What changed; nothing when the file already says all of it. After a refusal the rows are untouched.</returns>
    public static Result<ElderChange> Run(
        KnownElder known,
        ElderDraft draft,
        Division home,
        Vault vault,
        Actor actor,
        TimeProvider clock
    )
    {
        var elder = known.Elder;
        var seal = vault.SealOf(elder);
        var before = ElderSecrets.Open(seal, elder, ElderRows.SecretsOf(draft));
        var refusals = Contradictions.Find(known, before, draft, clock.Today());
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var fields = new List<string>();
        var facts = FurtherFacts.Of(known, draft, actor, clock);
        fields.AddRange(facts.Select(f => f.Kind.ToString()).Distinct());
        PlainFields(elder, draft, fields);
        Sealed(elder, seal, before, draft, fields, vault, home, clock.Today());
        var (members, contacts) = CircleChange.Run(known, draft, seal, clock.Now(), fields);
        if (fields.Count > 0)
        {
            ElderNow.Fold(elder, [.. known.Facts, .. facts], clock.Today());
            elder.Version++;
            elder.ChangedAt = clock.Now();
        }

        return new ElderChange(fields, facts, members, contacts);
    }

    private static void PlainFields(Elder elder, ElderDraft draft, List<string> fields)
    {
        void Take<T>(string field, T now, T? said, Action<T> set)
            where T : struct
        {
            if (said is { } value && !value.Equals(now))
            {
                set(value);
                fields.Add(field);
            }
        }

        void TakeAnswer(string field, bool? now, bool? said, Action<bool> set)
        {
            if (said is { } value && value != now)
            {
                set(value);
                fields.Add(field);
            }
        }

        Take(nameof(elder.Sex), elder.Sex, draft.Sex == Sex.Unknown ? null : draft.Sex, v => elder.Sex = v);
        TakeAnswer(
            nameof(elder.LivesAtRegisteredResidence),
            elder.LivesAtRegisteredResidence,
            draft.LivesAtRegisteredResidence,
            v => elder.LivesAtRegisteredResidence = v
        );
        TakeAnswer(
            "DrinkingWaterSafe",
            elder.DrinkingWaterSafe,
            draft.DrinkingWaterSafe,
            v => elder.DrinkingWaterSafe = v
        );
        TakeAnswer(
            "HomeElectricitySafe",
            elder.HomeElectricitySafe,
            draft.HomeElectricitySafe,
            v => elder.HomeElectricitySafe = v
        );
        TakeAnswer("HouseSafe", elder.HouseSafe, draft.HouseSafe, v => elder.HouseSafe = v);
        Take("MonthlyIncome", elder.MonthlyIncome ?? -1, draft.MonthlyIncome, v => elder.MonthlyIncome = v);
        Take("HelpingBodies", elder.HelpingBodies, draft.HelpingBodies, v => elder.HelpingBodies = v);
    }

    private static void Sealed(
        Elder elder,
        Seal seal,
        ElderSecrets before,
        ElderDraft draft,
        List<string> fields,
        Vault vault,
        Division home,
        DateOnly today
    )
    {
        var said = ElderRows.SecretsOf(draft);
        string? Later(string field, string? now, string? then)
        {
            if (now is not null && now != then)
            {
                fields.Add(field);
            }

            return now ?? then;
        }

        var after = new ElderSecrets
        {
            IdNumber = Later("IdNumber", said.IdNumber, before.IdNumber),
            Address = Later("Address", said.Address, before.Address),
            Phone = Later("Phone", said.Phone, before.Phone),
            DisabilityCertificate = Later(
                "DisabilityCertificate",
                said.DisabilityCertificate,
                before.DisabilityCertificate
            ),
            Benefits = Later("Benefits", said.Benefits, before.Benefits),
            HelpResponsible = Later("HelpResponsible", said.HelpResponsible, before.HelpResponsible),
            HelpMeasures = Later("HelpMeasures", said.HelpMeasures, before.HelpMeasures),
        };
        after.Close(seal, elder, before);
        if (fields.Contains("IdNumber"))
        {
            elder.IdNumberIndex = vault.OfNumber(after.IdNumber!);
        }

        if (fields.Contains("Phone"))
        {
            elder.FindByPhone(vault, home, after.Phone);
        }

        if (fields.Contains("DisabilityCertificate"))
        {
            elder.FindByCertificate(vault, after.DisabilityCertificate, today);
        }
    }
}
