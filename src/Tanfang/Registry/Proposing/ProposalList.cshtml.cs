using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Registry.Proposing;

/// <summary>/changes: what the field found different from the files, for the desk to accept or not.</summary>
public sealed class ProposalList(
    TanfangDb db,
    Vault vault,
    DecideProposal decide,
    DivisionLookup divisions,
    RegistryWords words,
    CurrentUser user
) : PageModel
{
    public sealed record Row(ProposedChange Change, Elder Elder, string What, string? Words);

    public Page<Row> Rows { get; private set; } = new([], 1, Page<Row>.DefaultSize, 0);

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public Task OnGetAsync(int? p, int? size, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(p, size, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? decision, CancellationToken cancel)
    {
        ModelState.Clear();
        var result =
            decision == "accept"
                ? await decide.Accept(user.Scope, user.Actor, id, cancel)
                : await decide.Dismiss(user.Scope, user.Actor, id, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = decision == "accept" ? "已采纳，档案已更新。" : "没有采纳，档案不变。";
            return Redirect("/changes");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError("", refusal.Sentence);
        }

        await Load(null, null, cancel);
        return Page();
    }

    private async Task Load(int? p, int? size, CancellationToken cancel)
    {
        var waiting = db
            .ProposedChanges.AsNoTracking()
            .Where(c => c.State == ProposalState.Waiting)
            .Join(db.EldersOf(user.Scope), c => c.ElderId, e => e.Id, (c, e) => new { c, e });
        var (total, take) = (await waiting.CountAsync(cancel), Page<Row>.SizeFrom(size));
        var number = Math.Clamp(p ?? 1, 1, Math.Max(1, (total + take - 1) / take));
        var items = await waiting
            .OrderBy(x => x.c.ProposedAt)
            .ThenBy(x => x.c.Id)
            .Skip((number - 1) * take)
            .Take(take)
            .ToListAsync(cancel);
        Places = await divisions.Named(items.Select(x => x.e.HomeId), cancel);
        Rows = new Page<Row>([.. items.Select(x => new Row(x.c, x.e, What(x.c), Open(x.c, x.e)))], number, take, total);
    }

    private string What(ProposedChange change) =>
        change.Kind is { } kind
            ? FactSentence.Of(
                new ElderFact
                {
                    Id = change.Id,
                    ElderId = change.ElderId,
                    Kind = kind,
                    On = change.On,
                    RecordedAt = change.ProposedAt,
                    Key = change.Key,
                    RecordedBy = change.ProposedBy,
                },
                words,
                Places
            )
            : "家庭成员有变化";

    private string? Open(ProposedChange change, Elder elder) =>
        elder.WrappedKey is null
            ? null
            : vault.SealOf(elder).Open("proposed_changes", "words", change.Id, change.Words);
}
