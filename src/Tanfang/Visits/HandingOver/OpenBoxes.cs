using System.Text.Json;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.HandingOver;

/// <summary>
/// Takes in what a device sealed when it was saved and can no longer send as itself: its access ended, its PIN was forgotten, or it died and its queue came on a
/// stick. All of it waits for a supervisor, under the name of the account whose device it was.
/// </summary>
public sealed class OpenBoxes(
    Vault vault,
    FindAskingUser find,
    IServiceScopeFactory scopes,
    IHttpContextAccessor accessor,
    TimeProvider clock
)
{
    private readonly Dictionary<string, KnownDevice?> senders = new(StringComparer.Ordinal);

    private sealed record Content(string? Token, string? Record);

    private static Refusal AccessLost { get; } =
        new("captured-before-access-lost", "手机在失去权限之前记下的，或由已停用的手机交来", "");

    private static Refusal Handed { get; } = new("handed-over", "由转移包交来，没有经过本人的手机上传", "");

    /// <param name="atDesk">Who brings the package in; null when a device sends its own.</param>
    public async Task<IReadOnlyList<ItemAnswer>> Run(
        IReadOnlyList<SealedBox> boxes,
        DateTimeOffset? sentAt,
        CurrentUser? atDesk,
        CancellationToken cancel
    )
    {
        var device = new DeviceClock(sentAt, clock.Now());
        var answers = new List<ItemAnswer>(boxes.Count);
        foreach (var box in boxes)
        {
            answers.Add(await One(box, device, atDesk, cancel));
        }

        return answers;
    }

    private async Task<ItemAnswer> One(SealedBox box, DeviceClock device, CurrentUser? atDesk, CancellationToken cancel)
    {
        if (vault.Boxes.Open(box) is not { } bytes)
        {
            return box.To is { Length: > 0 } to && to != vault.Boxes.Id
                ? Rejected(box, "other-key", "是封给另一个系统的，这里打不开")
                : Rejected(box, "broken-box", "已损坏，打不开");
        }

        if (Read(bytes) is not { Record: { } text } content)
        {
            return Rejected(box, "broken-box", "已损坏，打不开");
        }

        var record = System.Text.Encoding.UTF8.GetBytes(text);
        if (record is not [(byte)'{', ..] || Peek(record) is not { } raw || raw.Id.ToString() != box.Id)
        {
            return Rejected(box, "no-id", "里面没有有效的记录");
        }

        if (record.Length > ReceiveRecords.MostBytesOfAnItem)
        {
            return Rejected(box, "too-large", "单条记录超过 256 KB");
        }

        var sender = await Sender(content.Token ?? "", cancel);
        // Whoever once saw the public key could fill the quarantine; a person at a desk answers for what they bring.
        if (sender is null && atDesk is null)
        {
            return Rejected(
                box,
                "unknown-device",
                "本系统没有这部手机的登录；请生成转移包，交给村（居）或乡镇工作人员上传"
            );
        }

        var taken = await Keep(raw, device, sender, atDesk, cancel);
        var reason = taken.Refusals.Count > 0 ? taken.Refusals[0].Reason : null;
        var code = taken.Refusals.Count > 0 ? taken.Refusals[0].Code : null;
        return new ItemAnswer(box.Id, taken.Outcome, taken.Receipt, taken.Ordinal, reason, code, taken.Current);
    }

    /// <summary>A package is one phone's as a rule, so one token's.</summary>
    private async Task<KnownDevice?> Sender(string token, CancellationToken cancel)
    {
        if (!senders.TryGetValue(token, out var sender))
        {
            sender = senders[token] = await find.Device(token, cancel);
        }

        return sender;
    }

    /// <summary>In the name of the account whose device it was: what waits is theirs, whoever carried it.</summary>
    private async Task<Taken> Keep(
        RawRecord raw,
        DeviceClock device,
        KnownDevice? sender,
        CurrentUser? atDesk,
        CancellationToken cancel
    )
    {
        var features = accessor.HttpContext!.Features;
        var before = features.Get<CurrentUser>();
        var user = sender is null ? atDesk! : new CurrentUser(sender.Actor, Scope.Nothing);
        features.Set(user);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var take = scope.ServiceProvider.GetRequiredService<TakeRecord>();
            return await take.Wait(user, raw, device, sender is { Holds: true } ? Handed : AccessLost, cancel);
        }
        finally
        {
            features.Set(before);
        }
    }

    private static RawRecord? Peek(byte[] record)
    {
        try
        {
            return RawRecord.Peek(record).Record;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Content? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(bytes, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ItemAnswer Rejected(SealedBox box, string code, string reason) =>
        new(box.Id, "rejected", Reason: reason, Code: code);
}
