using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits;

/// <summary>Takes in what was entered at the desk: the same way as what a phone sends, except that a refusal is said at once.</summary>
public sealed class EnterRecord(TakeRecord take, TimeProvider clock, CurrentUser user)
{
    /// <summary>第 n 次 (null for an attempt) when it is in, now or by an earlier press of the button; else the refusals.</summary>
    public async Task<Result<int?>> Run(
        Guid id,
        string kind,
        Guid elderId,
        string? happenedOn,
        Guid? corrects,
        Action<Utf8JsonWriter> body,
        CancellationToken cancel,
        string? enteredFrom = null
    )
    {
        var now = clock.Now();
        var bytes = DeskRecord.Write(id, kind, elderId, happenedOn, corrects, body, enteredFrom);
        if (RawRecord.Peek(bytes).Record is not { } raw)
            return new Refusal("no-id", "这一页已失效", "请重新打开后再填");
        var taken = await take.Run(user, raw, new DeviceClock(null, now), atDesk: true, cancel);
        if (taken.Refusals is [{ Code: "id-reused" }])
            return new Refusal(
                "id-reused",
                "这一页已经保存过，这次的内容与已保存的不同",
                "请打开已保存的记录，用“更正”修改"
            );
        return taken.Refusals.Count > 0 ? taken.Refusals.ToList() : taken.Ordinal;
    }

    /// <summary>Puts each refusal beside the field of the sheet that it is about.</summary>
    public static void Show(IReadOnlyList<Refusal> refusals, ModelStateDictionary state)
    {
        foreach (var refusal in refusals)
        {
            var field = refusal.Field switch
            {
                "family.by" => "familyBy",
                "family.change" => "family",
                "illness.name" => "illnessName",
                "illness.state" => "illness",
                "basis" or "corrects" or "elderId" or null => "",
                { } other => other,
            };
            state.AddModelError(field, refusal.Sentence);
        }
    }
}
