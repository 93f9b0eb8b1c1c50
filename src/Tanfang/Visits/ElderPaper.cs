using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits;

/// <summary>A record, or a part of one, that the official form has no box for.</summary>
public sealed record BesideThePaper(DateOnly On, string What, string Words);

/// <summary>Everything recorded of one elder: on the official form, and what that has no box for.</summary>
public sealed record ElderPaperModel(OfficialFormModel Form, IReadOnlyList<BesideThePaper> Beside);

/// <summary>
/// The whole record of one elder in full, for the copy that the person is given: <c>Component.InvokeAsync("ElderPaper", new { elderId })</c>. Whoever shows
/// it writes that down.
/// </summary>
public sealed class ElderPaper(TanfangDb db, Vault vault, CurrentUser user, FillForm fill) : ViewComponent
{
    private const string Copy = "本人（近亲属）留存";

    public async Task<IViewComponentResult> InvokeAsync(Guid elderId)
    {
        var cancel = HttpContext.RequestAborted;
        var elder = await db.EldersOf(user.Scope).AsNoTracking().SingleAsync(e => e.Id == elderId, cancel);
        var files = (await MergedFiles.Read(db, [elderId], cancel)).Same(elderId);
        var visits = await db.VisitsOf(files).AsNoTracking().OrderBy(v => v.HappenedOn).ToListAsync(cancel);
        var cares = await db
            .CareActs.Where(c => files.Contains(c.ElderId) && c.ClosedAt == null)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        var onPaper = visits.Where(v => v is { IsAttempt: false, IsOpen: true }).Select(v => v.Id).ToList();
        var form = await fill.Run(user, elder, onPaper, cares, cancel);
        var owners = visits.Select(v => v.ElderId).ToList();
        var seals = await db.Elders.AsNoTracking().Where(e => owners.Contains(e.Id)).ToListAsync(cancel);
        var byFile = seals.ToDictionary(e => e.Id, vault.SealOf);
        return View(
            "/Visits/Showing/ElderPaper.cshtml",
            new ElderPaperModel(
                form! with
                {
                    Copies = [Copy],
                },
                [.. visits.SelectMany(v => Beside(v, VisitSeals.Open(byFile[v.ElderId], v)))]
            )
        );
    }

    private static IEnumerable<BesideThePaper> Beside(Visit visit, VisitWords? words)
    {
        if (visit.IsAttempt)
        {
            yield return new(
                visit.HappenedOn,
                "没见到人",
                $"{AttemptForm.Result.LabelOf(visit.AttemptResult)} {words?.Note}"
            );
        }
        else if (!visit.IsOpen)
        {
            string?[] said = [words?.IllnessName, words?.Needs, words?.Suggestion];
            var what = visit.ReplacedById is null ? "已作废" : "已更正";
            yield return new(
                visit.HappenedOn,
                $"第 {visit.Ordinal} 次，{what}",
                string.Join("；", said.Where(s => !string.IsNullOrEmpty(s)))
            );
        }

        foreach (var (key, answer) in words?.Beyond ?? new Dictionary<string, string>())
        {
            var item = VisitForm.Beyond.FirstOrDefault(i => i.Key == key);
            yield return new(visit.HappenedOn, item?.Label ?? key, item?.LabelOf(answer) ?? answer);
        }
    }
}
