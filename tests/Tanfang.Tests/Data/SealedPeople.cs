using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;

namespace Tanfang.Tests.Data;

/// <summary>Synthetic people with a sealed telephone number, straight into a store.</summary>
internal static class SealedPeople
{
    public static Task<IReadOnlyList<Guid>> Add(TestStore store, int count) =>
        store.Db(db => Add(db, Vault.Open(store.Options.KeyFile), count));

    private static async Task<IReadOnlyList<Guid>> Add(TanfangDb db, Vault vault, int count)
    {
        var home = await db.Divisions.Where(d => d.Code == "140426101201").Select(d => d.Id).SingleAsync();
        var now = new DateTimeOffset(2026, 11, 19, 2, 0, 0, TimeSpan.Zero);
        var people = Enumerable.Range(0, count).Select(n => One(vault, home, now, n)).ToList();
        db.Elders.AddRange(people);
        db.Changes.AddRange(
            people.Select(p => ChangeEntry.Of(Actor.Demo, TimeProvider.System, "elder.enrolled", p.Id.ToString()))
        );
        await db.SaveChangesAsync();
        return [.. people.Select(p => p.Id)];
    }

    public static string PhoneOf(int n) => $"1990000{n:D4}";

    public static string? OpenPhone(Elder elder, Vault vault) =>
        vault.SealOf(elder).Open("elders", "phone", elder.Id, elder.Phone);

    private static Elder One(Vault vault, int home, DateTimeOffset now, int n)
    {
        var id = Guid.CreateVersion7();
        var (wrapped, seal) = vault.NewElderKey(id);
        return new Elder
        {
            Id = id,
            Name = $"试验{n}",
            PinyinKey = "shiyan",
            Initials = "sy",
            BirthDate = new DateOnly(1941, 3, 2),
            HomeId = home,
            Phone = seal.Close("elders", "phone", id, PhoneOf(n)),
            WrappedKey = wrapped,
            CreatedAt = now,
            ChangedAt = now,
        };
    }
}
