using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.TestKit;

namespace Tanfang.Tests.Visits;

/// <summary>Synthetic people for the tests of visits.</summary>
internal static class People
{
    public static readonly DateOnly Enrolled = new(2026, 1, 5);

    /// <summary>An elder of 长治市, in the register since January 2026; left on a day when one is given.</summary>
    public static Task<Guid> AddElder(this TestHost host, string name = "测试甲", DateOnly? leftOn = null) =>
        host.Do<Vault, Guid>(async vault =>
        {
            await using var db = host.Store.Open();
            var village = await db.Divisions.FirstAsync(d => d.Code.StartsWith("140426") && d.Code.Length == 12);
            var now = host.Clock.Now();
            var id = Guid.CreateVersion7(now);
            db.Elders.Add(
                new Elder
                {
                    Id = id,
                    Name = name,
                    PinyinKey = "ceshijia",
                    Initials = "csj",
                    Sex = Sex.Female,
                    BirthDate = new(1941, 3, 2),
                    HomeId = village.Id,
                    EnrolledOn = Enrolled,
                    LeftOn = leftOn,
                    LeftReason = leftOn is null ? null : "died",
                    WrappedKey = vault.NewElderKey(id).Wrapped,
                    CreatedAt = now,
                    ChangedAt = now,
                }
            );
            db.ElderFacts.Add(Fact(id, FactKind.Enrolled, Enrolled, now, null));
            if (leftOn is { } left)
                db.ElderFacts.Add(Fact(id, FactKind.Left, left, now, "died"));
            await db.SaveChangesAsync();
            return id;
        });

    private static ElderFact Fact(Guid elder, FactKind kind, DateOnly on, DateTimeOffset at, string? key) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ElderId = elder,
            Kind = kind,
            On = on,
            RecordedAt = at,
            Key = key,
            RecordedBy = "local",
        };
}
