namespace Tanfang.Screening.Opening;

/// <summary>One elder who lives somewhere, in some household.</summary>
internal sealed record KnownHome(Guid ElderId, Guid HouseholdId, int VillageId, string PinyinKey);

/// <summary>The households of a round from the people of the registry: one row for each household and village, nobody twice.</summary>
internal static class ListHouseholds
{
    public static (List<ScreeningHousehold> Households, List<ScreeningPerson> Persons) Of(
        Guid round,
        IEnumerable<KnownHome> people,
        DateTimeOffset now
    )
    {
        var (households, persons) = (new List<ScreeningHousehold>(), new List<ScreeningPerson>());
        foreach (var village in people.GroupBy(p => p.VillageId).OrderBy(g => g.Key))
        {
            var position = 0;
            var homes = village
                .GroupBy(p => p.HouseholdId)
                .OrderBy(g => g.Min(p => p.PinyinKey), StringComparer.Ordinal)
                .ThenBy(g => g.Key);
            foreach (var home in homes)
            {
                var row = Guid.CreateVersion7(now);
                var members = home.OrderBy(p => p.ElderId).ToList();
                persons.AddRange(members.Select(p => Person(round, row, p.ElderId, now)));
                households.Add(
                    new ScreeningHousehold
                    {
                        Id = row,
                        RoundId = round,
                        VillageId = village.Key,
                        HouseholdId = home.Key,
                        Position = ++position,
                        People = members.Count,
                    }
                );
            }
        }

        return (households, persons);
    }

    public static ScreeningPerson Person(Guid round, Guid row, Guid elder, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            RoundId = round,
            RowId = row,
            ElderId = elder,
        };
}
