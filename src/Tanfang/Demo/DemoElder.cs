using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Registry.Names;
using Tanfang.Shared;
using Tanfang.Visits;
using Tanfang.Workforce;

namespace Tanfang.Demo;

/// <summary>All rows of one synthetic elder, ready to be written.</summary>
internal sealed class DemoElder
{
    private readonly DemoPerson person;
    private readonly DemoRecipe recipe;
    private readonly int index;
    private readonly Seal seal;

    public DemoElder(DemoRecipe recipe, int index, IReadOnlyList<DemoVillage> villages, Vault vault)
    {
        this.recipe = recipe;
        this.index = index;
        person = new DemoPerson(recipe, index, villages);
        (var wrapped, seal) = vault.Wrap(person.Id, recipe.Key(index));
        Elder = MakeElder(vault, wrapped);
        Contacts = [MakeContact()];
        Members = [.. MakeHousehold()];
        Responsibilities = [.. MakeResponsibility()];
    }

    public Elder Elder { get; }

    public IReadOnlyList<ElderFact> Facts => person.Facts;

    public IReadOnlyList<Contact> Contacts { get; }

    public IReadOnlyList<HouseholdMember> Members { get; }

    public IReadOnlyList<Responsibility> Responsibilities { get; }

    public List<Visit> Visits { get; } = [];

    public DemoPerson Person => person;

    private byte[]? Close(string table, string column, Guid row, string? text) => seal.Close(table, column, row, text);

    private Elder MakeElder(Vault vault, byte[] wrapped)
    {
        var id = person.Id;
        var phone = DemoNames.Phone(person.Random);
        var elder = new Elder
        {
            Id = id,
            Name = person.Name,
            PinyinKey = Pinyin.PinyinKey(person.Name),
            Initials = Pinyin.Initials(person.Name),
            Sex = person.IsWoman ? Sex.Female : Sex.Male,
            BirthDate = person.BirthDate,
            IdNumber = Close("elders", "id_number", id, person.IdNumber),
            IdNumberIndex = vault.OfNumber(person.IdNumber),
            HomeId = person.Village.Id,
            Address = Close("elders", "address", id, $"{person.Random.Next(1, 9)}组{person.Random.Next(1, 160)}号"),
            Phone = Close("elders", "phone", id, phone),
            PhoneIndex = vault.OfPhone(phone),
            PhoneTailIndex = vault.OfPhoneTail(person.Village.CountyId, phone[^4..]),
            LivesAtRegisteredResidence = person.Random.Next(10) > 0,
            DisabilityCertificate =
                person.Has("disability") || person.Has("severeDisability")
                    ? Close(
                        "elders",
                        "disability_certificate",
                        id,
                        $"{person.IdNumber}4{(person.Has("severeDisability") ? 1 : 3)}"
                    )
                    : null,
            DrinkingWaterSafe = person.Random.Next(50) > 0,
            HomeElectricitySafe = person.Random.Next(30) > 0,
            HouseSafe = person.Random.Next(40) > 0,
            MonthlyIncome = person.Random.Next(4, 40) * 50,
            Benefits = Close(
                "elders",
                "benefits",
                id,
                person.Has("minimumLiving") ? "城乡居民养老保险；低保金" : "城乡居民养老保险"
            ),
            HelpingBodies =
                person.Random.Next(2) == 0
                    ? HelpingBodies.TownshipOrVillage
                    : HelpingBodies.TownshipOrVillage | HelpingBodies.Volunteer,
            HelpMeasures = Close("elders", "help_measures", id, "定期探访，代购生活用品"),
            HouseholdId = recipe.IdInOrder('h', index, 0),
            EnrolledOn = person.EnrolledOn,
            WrappedKey = wrapped,
            CreatedAt = DemoPerson.At(person.EnrolledOn, 9),
            ChangedAt = DemoPerson.At(person.EnrolledOn, 9),
        };
        ElderNow.Fold(elder, person.Facts, recipe.Today);
        return elder;
    }

    private Contact MakeContact()
    {
        var id = recipe.IdInOrder('c', index, 0);
        return new Contact
        {
            Id = id,
            ElderId = person.Id,
            CallingOrder = 1,
            Name = person.Name[..1] + DemoNames.Given(person.Random, person.Random.Next(2) == 0),
            Relation = person.Random.Next(2) == 0 ? "子" : "女",
            Phone = Close("contacts", "phone", id, DemoNames.Phone(person.Random)),
        };
    }

    private IEnumerable<HouseholdMember> MakeHousehold()
    {
        var household = Elder.HouseholdId!.Value;
        HouseholdMember Member(int position, string name, bool woman, string relation, string? number)
        {
            var id = recipe.IdInOrder('m', index, position);
            return new HouseholdMember
            {
                Id = id,
                HouseholdId = household,
                Position = position,
                ElderId = position == 0 ? person.Id : null,
                SealedFor = person.Id,
                Name = name,
                Sex = woman ? Sex.Female : Sex.Male,
                IdNumber = Close("household_members", "id_number", id, number),
                Relation = relation,
                Health = Close("household_members", "health", id, "一般"),
                Assistance = person.Has("minimumLiving") ? Assistance.MinimumLiving : Assistance.None,
            };
        }

        yield return Member(0, person.Name, person.IsWoman, "户主", person.IdNumber);
        if (person.Has("emptyNest") && !person.Has("livingAlone"))
        {
            yield return Member(1, DemoNames.Name(person.Random, !person.IsWoman), !person.IsWoman, "配偶", null);
        }
    }

    private IEnumerable<Responsibility> MakeResponsibility()
    {
        if (person.Random.Next(100) < 3 || person.Village.Visitors.Count == 0)
        {
            yield break;
        }

        yield return new Responsibility
        {
            Id = recipe.IdInOrder('r', index, 0),
            ElderId = person.Id,
            VisitorId = person.Village.Visitors[index % person.Village.Visitors.Count].Id,
            From = person.EnrolledOn,
        };
    }

    /// <summary>Makes the visits out of what would be due, seals them and numbers them.</summary>
    public IReadOnlyList<VisitFact> Visit(IEnumerable<ObligationRow> due)
    {
        var maker = new DemoVisits(recipe, person);
        var facts = new List<VisitFact>();
        StatusAnswers? before = null;
        Guid? basis = null;
        foreach (var planned in maker.For(due))
        {
            var id = recipe.IdInOrder('v', index, Visits.Count);
            var answers = planned.IsAttempt ? new StatusAnswers() : maker.Answers(planned, id, before);
            var visit = MakeVisit(maker, planned, id, answers, facts.Count, basis);
            Visits.Add(visit);
            if (!planned.IsAttempt)
            {
                (before, basis) = (answers, id);
                facts.Add(new VisitFact(id, planned.On, visit.ReceivedAt, planned.Mode, visit.Counts));
            }
        }

        Elder.VisitCount = facts.Count;
        return facts;
    }

    private Visit MakeVisit(DemoVisits maker, DemoVisit planned, Guid id, StatusAnswers answers, int made, Guid? basis)
    {
        var entered = DemoPerson.At(planned.EnteredOn, planned.EnteredOn == planned.On ? 11 : 17, Visits.Count % 60);
        var visitors =
            person.Village.Visitors.Count == 0
                ? "村干部"
                : person.Village.Visitors[index % person.Village.Visitors.Count].Name;
        var onSite = planned.Mode == Modes.OnSite;
        var seen = Visits.FindLast(v => v.Gas is not null);
        var need = planned.IsAttempt ? "" : maker.Need();
        return new Visit
        {
            Id = id,
            ElderId = person.Id,
            IsAttempt = planned.IsAttempt,
            Ordinal = planned.IsAttempt ? null : made + 1,
            HappenedOn = planned.On,
            RecordedAt = entered,
            ReceivedAt = entered,
            FormVersion = "1",
            Mode = planned.Mode,
            Counts = !planned.IsAttempt,
            AttemptResult = planned.IsAttempt ? "notAtHome" : null,
            Gas = onSite ? maker.Safety(seen?.Gas) : null,
            Water = onSite ? maker.Safety(seen?.Water) : null,
            Electricity = onSite ? maker.Safety(seen?.Electricity) : null,
            Answers = answers.ToJson(),
            BasisId = basis,
            Needs = need.Length == 0 ? "" : $"|{need}|",
            Visitors = visitors,
            Words = null,
            Raw = seal.Close(ElderSeals.Place("visits", "raw", id), "{\"demo\":true}"u8),
            EnteredBy = Actor.Demo.Id,
        };
    }
}
