using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Workforce.Hearing;

/// <param name="Id">UUIDv7 made by the phone; sent again it is the same one.</param>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record SentFeedback(Guid Id, string? Text);

/// <summary>POST /api/v1/feedback: what somebody says about their work with this. Safe to send again.</summary>
public sealed class TakeFeedback(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    CurrentUser user,
    IHttpContextAccessor context,
    TimeProvider clock
)
{
    public static async Task<IResult> Answer(SentFeedback sent, TakeFeedback take, CancellationToken cancel)
    {
        var result = await take.Run(sent, cancel);
        return result.Succeeded ? Results.NoContent() : Problems.Of(result.Refusals[0]);
    }

    public async Task<Result<Guid>> Run(SentFeedback sent, CancellationToken cancel)
    {
        var text = sent.Text?.Trim() ?? "";
        if (sent.Id.Version != 7)
        {
            return new Refusal("feedback.id", "编号不是 UUIDv7", "请更新手机上的程序", "id");
        }

        if (text.Length is 0 or > Feedback.LongestText)
        {
            return text.Length == 0
                ? new Refusal("feedback.empty", "没有写内容", "请写几句再发送", "text")
                : new Refusal("feedback.long", $"超过 {Feedback.LongestText} 个字", "请写短一些", "text");
        }

        try
        {
            await gate.Write(db, () => Keep(sent.Id, text, cancel), cancel);
        }
        catch (DbUpdateException)
        {
            // The same one on two ways at once: the other has kept it. Another's under this id is nobody's business here.
            if (!await Mine(sent.Id).AnyAsync(cancel))
            {
                return new Refusal("feedback.id", "这个编号已经用过", "请重新写一条", "id");
            }
        }

        return sent.Id;
    }

    private IQueryable<Feedback> Mine(Guid id) => db.Feedback.Where(f => f.Id == id && f.SentBy == user.Actor.Id);

    private async Task Keep(Guid id, string text, CancellationToken cancel)
    {
        if (await Mine(id).AnyAsync(cancel))
        {
            return;
        }

        var grants = context.HttpContext?.Features.Get<AskingUser>()?.Grants ?? [];
        db.Feedback.Add(
            new Feedback
            {
                Id = id,
                Text = Feedback.CloseText(vault, id, text),
                SentBy = user.Actor.Id,
                SentAt = clock.Now(),
                DivisionId = grants.OrderBy(g => g.Role).FirstOrDefault()?.DivisionId,
            }
        );
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "feedback.sent", id.ToString("N")));
        await db.SaveChangesAsync(cancel);
    }
}
