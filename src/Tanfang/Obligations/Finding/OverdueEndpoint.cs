using Tanfang.Obligations.Rating;
using Tanfang.Shared;

namespace Tanfang.Obligations.Finding;

/// <summary>GET /api/v1/overdue?division=CODE&amp;size=20&amp;after=…: longest overdue first.</summary>
internal static class OverdueEndpoint
{
    public static void Map(WebApplication app) =>
        app.MapGet("/api/v1/overdue", Answer)
            .WithName("overdue")
            .WithSummary("逾期老人，逾期最久者在前；after 取上一页的 next")
            .Produces<OverdueItems>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Answer(
        string? division,
        string? size,
        string? after,
        CurrentUser user,
        ReadQuestion read,
        FindOverdue find,
        CancellationToken cancel
    )
    {
        var where = await read.Division(division, cancel);
        if (!where.Succeeded)
        {
            var refusal = where.Refusals[0];
            return Problems.Of(refusal, refusal.Code == "division.unknown" ? 404 : 400);
        }

        var wanted = Page<OverdueItem>.DefaultSize;
        if (
            !string.IsNullOrEmpty(size)
            && (!int.TryParse(size, out wanted) || wanted is < 1 or > Page<OverdueItem>.LargestSize)
        )
        {
            return Problems.Of(
                new Refusal("size.invalid", $"size 应为 1 到 {Page<OverdueItem>.LargestSize}", "", "size")
            );
        }

        var mark = string.IsNullOrEmpty(after) ? null : OverdueMark.Parse(after);
        return mark is null && !string.IsNullOrEmpty(after)
            ? Problems.Of(new Refusal("after.invalid", "after 不是本接口给出的", "请用上一页答复中的 next", "after"))
            : Results.Ok(Listed(user, await find.Run(user.Scope, where.Value.Id, wanted, mark, cancel)));
    }

    private static OverdueItems Listed(CurrentUser user, OverdueItems found) =>
        found with
        {
            Items = [.. found.Items.Select(i => i with { Name = user.Listed(i.Name) })],
        };
}
