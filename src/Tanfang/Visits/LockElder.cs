using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Visits;

/// <summary>The file that a record names, the one that answers for the person (mostly the same), and all files of the person.</summary>
public sealed record LockedElder(Elder File, Elder Person, IReadOnlyList<Guid> Files);

/// <summary>
/// Finds the elder of a record and holds the row until the transaction ends, so that 第 n 次 is given once. Refuses when the
/// record cannot be about this person on this day.
/// </summary>
public sealed class LockElder(TanfangDb db, TimeProvider clock)
{
    /// <summary>Unknown and out of reach read alike: nobody learns who exists elsewhere.</summary>
    public static Refusal NotFound { get; } =
        new("elder-not-found", "查无此人，或不在本人的工作范围内", "请核对人员后重新指定", "elderId");

    /// <param name="mayHaveLeft">True for what ends something that began before the elder left.</param>
    public async Task<Result<LockedElder>> Run(
        Scope scope,
        FieldRecord record,
        CancellationToken cancel,
        bool mayHaveLeft = false
    )
    {
        if (record.HappenedOn > clock.Today())
            return new Refusal("future-day", "发生日期还没有到", "请核对日期", "happenedOn");
        // What is sent for a file that was merged meanwhile is about the person, and stays under the file it was recorded for.
        var files = await MergedFiles.Lock(db, [record.ElderId], cancel);
        var person = files.PersonOf(record.ElderId);
        if (await db.EldersOf(scope).SingleOrDefaultAsync(e => e.Id == person, cancel) is not { } elder)
            return NotFound;
        var file = person == record.ElderId ? elder : await db.Elders.SingleAsync(e => e.Id == record.ElderId, cancel);
        if (elder.WrappedKey is null || file.WrappedKey is null)
            return new Refusal("elder-erased", "此人的资料已按规定删除，不能再记录", "", "elderId");
        if (record.HappenedOn < elder.BirthDate)
            return new Refusal("implausible-day", "发生日期早于此人出生日期", "请核对日期", "happenedOn");
        if (!mayHaveLeft && await LeftBy(person, record.HappenedOn, cancel))
            return new Refusal(
                "elder-left",
                "发生日期当天此人已注销（去世、迁出或离开）",
                "请核对人员和日期",
                "happenedOn"
            );
        return new LockedElder(file, elder, files.Same(person));
    }

    /// <summary>On that day, by what is known today: the last of entering and leaving says.</summary>
    private async Task<bool> LeftBy(Guid person, DateOnly day, CancellationToken cancel)
    {
        var last = await db
            .ElderFacts.AsNoTracking()
            .Where(f => f.ElderId == person && f.On <= day)
            .Where(f => f.Kind == FactKind.Left || f.Kind == FactKind.Enrolled)
            .OrderByDescending(f => f.On)
            .ThenByDescending(f => f.RecordedAt)
            .ThenByDescending(f => f.Kind)
            .Select(f => (FactKind?)f.Kind)
            .FirstOrDefaultAsync(cancel);
        return last == FactKind.Left;
    }
}
