using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.HandingOver;

/// <summary>
/// POST /api/v1/handovers: a phone that may no longer come in hands over what it still holds. Nobody has to sign in: each box says, inside, whose device made it.
/// </summary>
public static class ReceiveHandovers
{
    public static async Task<IResult> Run(HttpContext context, OpenBoxes open)
    {
        if (!context.Request.HasJsonContentType())
            return Problems.Of(
                new Refusal("not-json", "请求的内容类型应为 application/json", ""),
                StatusCodes.Status415UnsupportedMediaType
            );
        if (await ReadBody.Run(context, ReceiveRecords.MostBytes) is not { } body)
            return Problems.Of(
                new Refusal("too-large", "内容超过 8 MB", "请分批发送"),
                StatusCodes.Status413PayloadTooLarge
            );
        var boxes = ReadBoxes.Run(body.Span, ReadBoxes.Most);
        return boxes.Succeeded
            ? Results.Json(
                new ItemAnswers(await open.Run(boxes.Value.All, boxes.Value.SentAt, null, context.RequestAborted)),
                AnswerJson.Options
            )
            : Problems.Of(boxes.Refusals[0], StatusCodes.Status400BadRequest);
    }
}
