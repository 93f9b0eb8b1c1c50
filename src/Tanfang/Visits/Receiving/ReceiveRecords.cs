using Tanfang.Data;
using Tanfang.Data.Health;
using Tanfang.Shared;

namespace Tanfang.Visits.Receiving;

/// <summary>
/// POST /api/v1/records: what was recorded in the field. Answers 200 whenever the body can be read, item by item; each is a
/// transaction of its own, and "accepted" is said after it is durable.
/// </summary>
public static partial class ReceiveRecords
{
    public const int MostBytes = 8 * 1024 * 1024;
    public const int MostBytesOfAnItem = 256 * 1024;

    public static async Task<IResult> Run(HttpContext context, CurrentUser user, TimeProvider clock)
    {
        var receivedAt = clock.Now();
        if (!context.Request.HasJsonContentType())
            return Unreadable(
                StatusCodes.Status415UnsupportedMediaType,
                new("not-json", "请求的内容类型应为 application/json", "")
            );
        if (await ReadBody.Run(context, MostBytes) is not { } body)
            return Unreadable(StatusCodes.Status413PayloadTooLarge, new("too-large", "内容超过 8 MB", "请分批发送"));
        var sliced = SliceItems.Run(body);
        if (!sliced.Succeeded)
            return Unreadable(StatusCodes.Status400BadRequest, sliced.Refusals[0]);
        var device = new DeviceClock(sliced.Value.SentAt, receivedAt);
        var answers = new List<ItemAnswer>();
        foreach (var item in sliced.Value.Items)
            answers.Add(await Take(context, user, item, device));
        foreach (var answer in answers)
            context.RequestServices.GetRequiredService<AppMeters>().Received(answer.Outcome);
        return Results.Json(new ItemAnswers(answers), AnswerJson.Options);
    }

    private static async Task<ItemAnswer> Take(
        HttpContext context,
        CurrentUser user,
        ReadOnlyMemory<byte> item,
        DeviceClock device
    )
    {
        if (item.Span[0] != (byte)'{')
            return new ItemAnswer(null, "rejected", Reason: "不是一条记录", Code: "not-an-object");
        var (id, raw) = RawRecord.Peek(item);
        if (raw is null)
            return new ItemAnswer(id, "rejected", Reason: "没有有效的记录编号（UUIDv7）", Code: "no-id");
        if (item.Length > MostBytesOfAnItem)
            return new ItemAnswer(id, "rejected", Reason: "单条记录超过 256 KB", Code: "too-large");
        var taken = await TakeOrKeep(context, user, raw, device);
        var reason =
            taken.Refusals.Count > 0 ? string.Join("；", taken.Refusals.Select(r => r.Reason).Distinct()) : null;
        var code = taken.Refusals.Count > 0 ? taken.Refusals[0].Code : null;
        return new ItemAnswer(id, taken.Outcome, taken.Receipt, taken.Ordinal, reason, code, taken.Current);
    }

    /// <summary>A record that trips over a fault of ours must not block the queue behind it: it is kept like any other that waits.</summary>
    private static async Task<Taken> TakeOrKeep(
        HttpContext context,
        CurrentUser user,
        RawRecord raw,
        DeviceClock device
    )
    {
        var cancel = context.RequestAborted;
        try
        {
            await using var scope = context.RequestServices.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TakeRecord>().Run(user, raw, device, false, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log(context.RequestServices.GetRequiredService<ILogger<TakeRecord>>(), raw.Id, fault.GetType().Name);
            await using var scope = context.RequestServices.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var refusal = new Refusal("could-not-process", "系统处理时出错，记录已完整保留", "");
            var receipt = await services
                .GetRequiredService<WriteGate>()
                .Write(
                    services.GetRequiredService<TanfangDb>(),
                    () => services.GetRequiredService<KeepInQuarantine>().Run(user, raw, device, [refusal], cancel),
                    cancel
                );
            return new Taken("quarantined", receipt, null, [refusal]);
        }
    }

    private static IResult Unreadable(int status, Refusal refusal) =>
        Results.Problem(
            title: refusal.Reason,
            detail: refusal.Remedy,
            statusCode: status,
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code }
        );

    [LoggerMessage(LogLevel.Error, "Record {Id} could not be processed: {Fault}")]
    private static partial void Log(ILogger logger, Guid id, string fault);
}
