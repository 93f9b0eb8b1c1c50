namespace Tanfang.Shared;

/// <summary>A refusal as problem details (RFC 9457) with its stable code.</summary>
public static class Problems
{
    public static IResult Of(Refusal refusal, int status = StatusCodes.Status400BadRequest) =>
        Results.Problem(
            refusal.Sentence,
            statusCode: status,
            title: refusal.Reason,
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code, ["field"] = refusal.Field }
        );
}
