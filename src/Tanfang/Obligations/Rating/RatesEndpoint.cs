using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>GET /api/v1/rates?division=CODE&amp;month=YYYY-MM&amp;asOf=TIME.</summary>
internal static class RatesEndpoint
{
    public static void Map(WebApplication app) =>
        app.MapGet("/api/v1/rates", Answer)
            .WithName("rates")
            .WithSummary("月探访率：一个区划及其下级，可指定截止时间（asOf）")
            .Produces<MonthRatesAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Answer(
        string? division,
        string? month,
        string? asOf,
        ReadQuestion read,
        MonthRates rates,
        CancellationToken cancel
    )
    {
        var asked = await read.Run(division, month, asOf, cancel);
        if (!asked.Succeeded)
        {
            var refusal = asked.Refusals[0];
            return Problems.Of(refusal, refusal.Code == "division.unknown" ? 404 : 400);
        }

        var question = asked.Value;
        return Results.Ok(await rates.Run(question.Division, question.Month, question.AsOf, cancel));
    }
}
