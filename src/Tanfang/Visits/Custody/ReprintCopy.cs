using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>补打: a missing copy is printed anew, alone and marked so. The code of the missing one is received by nobody any more.</summary>
public sealed class ReprintCopy(MarkCopy mark, FindSheet find, PlanPrint plan, TimeProvider clock)
{
    /// <returns>The print job.</returns>
    public async Task<Result<Guid>> Run(
        CurrentUser user,
        PrintedSheet sheet,
        CopyFor copy,
        string address,
        CancellationToken cancel
    )
    {
        var news = new CopyNews(CopyState.Replaced, clock.Today());
        var marked = await mark.Run(user, sheet, copy, news, cancel);
        if (!marked.Succeeded)
            return marked.Refusals.ToList();
        // After 并档 another file answers for the person; a merged one is printed for nobody.
        var person = await find.PersonOf(sheet.ElderId, sheet.VisitId, cancel);
        var wish = new SheetWish(person, sheet.VisitId, sheet.Id, copy);
        return await plan.Run(user, new PrintWish($"补打：{CopyWords.Of(copy)}", address, [wish]), start: true, cancel);
    }
}
