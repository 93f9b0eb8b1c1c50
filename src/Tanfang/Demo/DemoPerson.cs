using Tanfang.Policy;
using Tanfang.Registry;

namespace Tanfang.Demo;

/// <summary>A synthetic person: the file, the dated facts and how well they are looked after.</summary>
internal sealed class DemoPerson
{
    private static readonly (string Key, int PerMille)[] Likelihoods =
    [
        ("livingAlone", 260),
        ("emptyNest", 330),
        ("leftBehind", 180),
        ("incapacitatedFull", 35),
        ("incapacitatedPartial", 70),
        ("dementia", 25),
        ("severeDisability", 35),
        ("disability", 90),
        ("familyPlanningSpecial", 30),
        ("widowedAlone", 45),
        ("economicHardship", 90),
        ("minimumLiving", 110),
        ("extremelyPoorScattered", 25),
    ];

    private readonly DemoRecipe recipe;
    private readonly int index;
    private readonly List<ElderFact> facts = [];

    public DemoPerson(DemoRecipe recipe, int index, IReadOnlyList<DemoVillage> villages)
    {
        this.recipe = recipe;
        this.index = index;
        Random = recipe.RandomFor(index);
        IsWoman = Random.Next(100) < 56;
        Name = DemoNames.Name(Random, IsWoman);
        BirthDate = Born();
        Village = villages[Random.Next(villages.Count)];
        EnrolledOn =
            Random.Next(100) < 8
                ? recipe.Start.AddDays(Random.Next(recipe.Today.DayNumber - recipe.Start.DayNumber))
                : recipe.Start.AddDays(-Random.Next(30, 1000));
        Neglected = Random.Next(1000) < (Village.Slack ? 120 : 15);
        Id = recipe.IdInOrder('e', index, 0);
        Live();
    }

    public Guid Id { get; }

    public Random Random { get; }

    public string Name { get; }

    public bool IsWoman { get; }

    public DateOnly BirthDate { get; }

    public DemoVillage Village { get; private set; }

    public DateOnly EnrolledOn { get; }

    /// <summary>Nobody has come for the last weeks.</summary>
    public bool Neglected { get; }

    public IReadOnlyList<ElderFact> Facts => facts;

    public string IdNumber => DemoNames.IdNumber(index, BirthDate, IsWoman);

    public bool Has(string category) => facts.Any(f => f.Kind == FactKind.CategoryGained && f.Key == category);

    /// <summary>An instant of a China day; minutes keep facts of one day apart.</summary>
    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) =>
        ChinaTime.Midnight(day).AddHours(hour).AddMinutes(minute);

    private DateOnly Born()
    {
        var age = Random.Next(100) < 2 ? Random.Next(50, 60) : 60 + (int)(38 * Math.Pow(Random.NextDouble(), 1.6));
        return recipe.Today.AddYears(-age).AddDays(-Random.Next(365));
    }

    private void Live()
    {
        Add(FactKind.Enrolled, EnrolledOn);
        Add(FactKind.Residence, EnrolledOn, division: Village.Id);
        Categorise();
        var wish = Random.Next(1000) switch
        {
            < 22 => "refused",
            < 60 => "notAsked",
            _ => "willing",
        };
        Add(
            FactKind.Consent,
            EnrolledOn,
            wish,
            givenBy: wish == "notAsked" ? null
                : Random.Next(4) == 0 ? "子女"
                : "本人"
        );
        Change();
    }

    private void Categorise()
    {
        var any = false;
        foreach (var (key, perMille) in Likelihoods)
        {
            if (Random.Next(1000) >= perMille || (key == "emptyNest" && any))
            {
                continue;
            }

            Gain(key, EnrolledOn);
            any = true;
        }

        if (!any)
        {
            Gain(Random.Next(2) == 0 ? "emptyNest" : "leftBehind", EnrolledOn);
        }
    }

    private void Gain(string key, DateOnly on)
    {
        var incapacity = key.StartsWith("incapacitated", StringComparison.Ordinal) || key == "dementia";
        var assessed = incapacity && Random.Next(100) < 85;
        facts.Add(
            new ElderFact
            {
                Id = recipe.IdInOrder('f', index, facts.Count),
                ElderId = Id,
                Kind = FactKind.CategoryGained,
                On = on,
                RecordedAt = At(on, 9, facts.Count),
                Key = key,
                Source =
                    key is "familyPlanningSpecial" ? "卫健部门"
                    : key.Contains("isability", StringComparison.Ordinal) ? "残联"
                    : "村（居）排查",
                AssessmentResult = assessed
                    ? key == "incapacitatedFull"
                        ? "重度失能"
                        : key == "dementia"
                            ? "失智"
                            : "中度失能"
                    : null,
                AssessedOn = assessed ? on.AddDays(-Random.Next(10, 200)) : null,
                Assessor = assessed ? "县老年人能力评估机构" : null,
                AssessmentValidUntil = assessed ? on.AddDays(Random.Next(200, 900)) : null,
                RecordedBy = Shared.Actor.Demo.Id,
            }
        );
    }

    /// <summary>What life brings in the months of the history.</summary>
    private void Change()
    {
        var from = EnrolledOn > recipe.Start ? EnrolledOn : recipe.Start;
        var days = recipe.Today.DayNumber - from.DayNumber - 1;
        if (days < 10)
        {
            return;
        }

        var on = from.AddDays(Random.Next(3, days));
        var known = Random.Next(5) == 0 ? Random.Next(2, 12) : 0;
        switch (Random.Next(1000))
        {
            case < 14:
                Add(FactKind.Left, on, "died", late: known);
                break;
            case < 22:
                Add(FactKind.Left, on, "moved", late: known);
                break;
            case < 30:
                Add(FactKind.Left, on, "institution", late: known);
                break;
            case < 50:
                Add(FactKind.HospitalFrom, on);
                var back = on.AddDays(Random.Next(5, 50));
                if (back < recipe.Today)
                {
                    Add(FactKind.HospitalUntil, back);
                }

                break;
            case < 65 when Village.Neighbour is { } neighbour:
                Add(FactKind.Residence, on, division: neighbour.Id);
                Village = neighbour;
                break;
            case < 85 when !Has("incapacitatedPartial"):
                Gain("incapacitatedPartial", on);
                break;
            case < 92:
                Add(FactKind.Consent, on, "refused", givenBy: "本人");
                break;
        }
    }

    private void Add(
        FactKind kind,
        DateOnly on,
        string? key = null,
        int? division = null,
        string? givenBy = null,
        int late = 0
    )
    {
        var recorded = on.AddDays(late) < recipe.Today ? on.AddDays(late) : recipe.Today.AddDays(-1);
        facts.Add(
            new ElderFact
            {
                Id = recipe.IdInOrder('f', index, facts.Count),
                ElderId = Id,
                Kind = kind,
                On = on,
                RecordedAt = At(recorded, 9, facts.Count),
                Key = key,
                DivisionId = division,
                GivenBy = givenBy,
                Source = kind == FactKind.Consent ? null : "村（居）登记",
                RecordedBy = Shared.Actor.Demo.Id,
            }
        );
    }
}

/// <summary>A real village and the synthetic people who visit there.</summary>
/// <param name="Slack">Where visits are often forgotten.</param>
internal sealed record DemoVillage(
    int Id,
    int CountyId,
    string Code,
    string Name,
    bool? Rural,
    bool Slack,
    IReadOnlyList<(Guid Id, string Name)> Visitors
)
{
    /// <summary>Another village of the same township, where somebody may move.</summary>
    public DemoVillage? Neighbour { get; set; }
}
