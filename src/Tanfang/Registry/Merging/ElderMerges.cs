using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>One merge or split of a file, seen from it, with the other file opened.</summary>
public sealed record MergeLine(
    ElderMerge Row,
    bool IsKept,
    Elder Other,
    ElderSecrets? Secrets,
    IReadOnlyList<ElderFact> Facts
);

public sealed record MergeLines(Guid ElderId, bool Answers, IReadOnlyList<MergeLine> Lines, RegistryWords Words);

/// <summary>并档与拆分 on the elder's page: what was merged and can be undone, what remains readable of it.</summary>
[ViewComponent(Name = "ElderMerges")]
public sealed class ElderMerges(TanfangDb db, Vault vault, RegistryWords words, CurrentUser user) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid elderId)
    {
        var cancel = HttpContext.RequestAborted;
        var rows = await db
            .ElderMerges.AsNoTracking()
            .Where(m => m.KeptId == elderId || m.MergedId == elderId)
            .OrderByDescending(m => m.RecordedAt)
            .ToListAsync(cancel);
        var others = rows.Select(m => m.KeptId == elderId ? m.MergedId : m.KeptId).Distinct().ToList();
        var elders = await db.FilesOf(user.Scope)
            .AsNoTracking()
            .Where(e => others.Contains(e.Id) || e.Id == elderId)
            .ToDictionaryAsync(e => e.Id, cancel);
        var facts = (
            await db.ElderFacts.AsNoTracking().Where(f => others.Contains(f.ElderId)).ToListAsync(cancel)
        ).ToLookup(f => f.ElderId);
        var lines = new List<MergeLine>();
        foreach (var row in rows)
        {
            var kept = row.KeptId == elderId;
            if (elders.TryGetValue(kept ? row.MergedId : row.KeptId, out var other))
            {
                var under = kept && row.UndoneAt is null;
                var secrets =
                    under && other.WrappedKey is not null ? ElderSecrets.Open(vault.SealOf(other), other) : null;
                var own = under ? ElderNow.InOrder(facts[other.Id]).Reverse().ToList() : [];
                lines.Add(new MergeLine(row, kept, other, secrets, own));
            }
        }

        var answers = elders.TryGetValue(elderId, out var elder) && elder.MergedIntoId is null;
        return View("/Registry/Merging/ElderMerges.cshtml", new MergeLines(elderId, answers, lines, words));
    }
}
