using System.Globalization;
using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Exchange.Delivering;

/// <summary>One thing in which a row and the files differ.</summary>
/// <param name="Says">What the list says, and <paramref name="Knows"/> what the file says, in one spelling each: both go into the fingerprint.</param>
internal sealed record Found(DifferenceKind Kind, string What, Guid? ElderId, string Says, string Knows);

/// <summary>The one definition of what is a difference; used to compare, to show, and once more before anything is written.</summary>
internal static class FindDifferences
{
    public const string Home = "home";
    public const string Birth = "birth";
    public const string Certificate = "certificate";
    public const string Name = "name";
    public const string Alike = "alike";
    public const string Elsewhere = "elsewhere";
    public const string Left = "left";

    public static IReadOnlyList<Found> Of(
        DeliverySource source,
        ElderDraft row,
        Whom whom,
        CategoryDictionary dictionary,
        DateOnly today
    ) =>
        whom switch
        {
            Whom.Nobody => [new(DifferenceKind.New, "", null, Person(row), "")],
            Whom.Elsewhere => [new(DifferenceKind.Conflict, Elsewhere, null, row.Name!, "")],
            Whom.Alike(var id) => [new(DifferenceKind.Conflict, Alike, id, Person(row), id.ToString("N"))],
            Whom.Known known => OfKnown(source, row, known, dictionary, today),
            _ => throw new ArgumentOutOfRangeException(nameof(whom), whom, null),
        };

    /// <summary>Somebody of the last list who is not in this one, and in whose file the category stands as if they were.</summary>
    public static Found? Missing(DeliverySource source, Whom whom, DateOnly lastSeen, DateOnly today) =>
        whom is Whom.Known(var elder, var now, _)
        && !(elder.LeftOn <= today)
        && source.Categories.Any(now.Categories.ContainsKey)
            ? new(DifferenceKind.Missing, "", elder.Id, Day(lastSeen), "")
            : null;

    /// <summary>Stricter categories of the source that the file holds and the list no longer says (the grade has fallen).</summary>
    public static IEnumerable<string> NoLongerSaid(DeliverySource source, ElderDraft row, ElderOn now) =>
        source.Categories.TakeWhile(c => c != row.Categories[0].Key).Where(now.Categories.ContainsKey);

    /// <summary>The fact by which the file holds what the list claims: the category itself, else what implies it.</summary>
    public static ElderFact? Held(ElderDraft row, ElderOn now, CategoryDictionary dictionary)
    {
        var claimed = dictionary.SetOf(row.Categories[0].Key);
        return now.Categories.GetValueOrDefault(row.Categories[0].Key)
            ?? now.Categories.Values.FirstOrDefault(f =>
                dictionary.Knows(f.Key!) && dictionary.WithImplied(f.Key!).Overlaps(claimed)
            );
    }

    private static List<Found> OfKnown(
        DeliverySource source,
        ElderDraft row,
        Whom.Known known,
        CategoryDictionary dictionary,
        DateOnly today
    )
    {
        var (elder, now, certificate) = known;
        Found Of(DifferenceKind kind, string what, string says, string knows) => new(kind, what, elder.Id, says, knows);
        if (elder.LeftOn <= today)
        {
            return [Of(DifferenceKind.Conflict, Left, row.Name!, $"{elder.LeftReason} {Day(elder.LeftOn)}")];
        }

        // One number, two names: until it is settled who it is, nothing else of the row is offered.
        var name = PersonName.Clean(elder.Name);
        if (name != row.Name)
        {
            return [Of(DifferenceKind.Conflict, Name, row.Name!, name)];
        }

        var found = new List<Found>();
        if (elder.BirthDate != row.BirthDate)
        {
            found.Add(Of(DifferenceKind.Changed, Birth, Day(row.BirthDate), Day(elder.BirthDate)));
        }

        if (row.HomeId is > 0 && row.HomeId != elder.HomeId)
        {
            found.Add(Of(DifferenceKind.Changed, Home, $"{row.HomeId}", $"{elder.HomeId}"));
        }

        if (Held(row, now, dictionary) is not { } held)
        {
            found.Add(Of(DifferenceKind.Category, row.Categories[0].Key, Papers(row), ""));
        }
        else if (row.DisabilityCertificate is not null)
        {
            var falls = string.Join(',', NoLongerSaid(source, row, now));
            var knows = $"{certificate}|{held.AssessmentResult}|{Day(held.AssessmentValidUntil)}|{falls}";
            if (certificate != row.DisabilityCertificate || falls.Length > 0 || SaysOtherwise(row, held))
            {
                found.Add(Of(DifferenceKind.Changed, Certificate, Papers(row), knows));
            }
        }

        return found;
    }

    private static bool SaysOtherwise(ElderDraft row, ElderFact held) =>
        row.Categories[0].Assessment is { } said
        && (
            said.Result != held.AssessmentResult || (said.ValidUntil is { } until && until != held.AssessmentValidUntil)
        );

    private static string Person(ElderDraft row) => $"{row.Name}|{row.HomeId}|{Papers(row)}";

    private static string Papers(ElderDraft row) =>
        $"{row.DisabilityCertificate}|{Day(row.Categories[0].Assessment?.ValidUntil)}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
