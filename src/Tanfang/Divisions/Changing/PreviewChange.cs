using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>How many people go from one village to another.</summary>
public sealed record Crossing(int FromId, string From, string To, Guid? PartId, int People, int Left);

/// <summary>A visitor whose villages the change touches.</summary>
/// <param name="Responsible">For how many of the moving people.</param>
public sealed record VisitorPassage(Guid Id, string Name, string Before, string After, int Responsible);

/// <summary>Everything a change would do, before it is done; and what stands in its way.</summary>
public sealed record ChangePreview(
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<Crossing> Crossings,
    IReadOnlyList<VisitorPassage> Visitors,
    int WithoutResponsible,
    int OpenObligations,
    IReadOnlyList<string> Warnings
)
{
    public int People => Crossings.Sum(c => c.People);

    /// <summary>Changes when what would be done changes: a confirmation says which preview it has seen.</summary>
    public string Digest =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', Crossings.Select(c => $"{c.FromId} {c.To} {c.People} {c.Left}").Concat(Warnings))
                )
            )
        )[..16];
}

/// <summary>Recounts what a change would do; the same for a draft and for a plan on its day.</summary>
public sealed class PreviewChange(
    TanfangDb db,
    WhoGoesWhere who,
    GuardChange guard,
    VisitorsOfChange visitors,
    TouchedByChange touched,
    TimeProvider clock
)
{
    public async Task<ChangePreview> Run(Scope scope, ChangeSheet sheet, CancellationToken cancel)
    {
        var people = await who.Run(scope, sheet, cancel);
        var refusals = await guard.Run(sheet, people, cancel);
        var homes = await who.Homes(sheet, cancel);
        var names = await db.Divisions.Where(d => homes.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        var crossings = people
            .GroupBy(p => (p.HomeId, p.PartId))
            .OrderBy(g => names[g.Key.HomeId].Code, StringComparer.Ordinal)
            .ThenBy(g => sheet.Targets.ToList().FindIndex(t => t.Id == g.Key.PartId))
            .Select(g => new Crossing(
                g.Key.HomeId,
                names[g.Key.HomeId].Name,
                ToName(sheet, names[g.Key.HomeId], g.Key.PartId),
                g.Key.PartId,
                g.Count(p => !p.Left),
                g.Count(p => p.Left)
            ))
            .ToList();
        var here = people.Where(p => !p.Left).Select(p => p.ElderId).ToList();
        var (on, moving) = (
            sheet.Change.On ?? clock.Today(),
            sheet.Change.Kind is not (ChangeKind.Rename or ChangeKind.Recode)
        );
        var open = moving
            ? await db.Obligations.CountAsync(
                o => o.State == ObligationState.Due && o.Until > on && homes.Contains(o.CountedInId),
                cancel
            )
            : 0;
        return new ChangePreview(
            refusals,
            crossings,
            await visitors.Run(scope, sheet, people, cancel),
            here.Count - await visitors.WithResponsible(here, on, cancel),
            open,
            await touched.Run(sheet, homes, cancel)
        );
    }

    /// <summary>What the new home of somebody from a village is called.</summary>
    public static string ToName(ChangeSheet sheet, Division home, Guid? part)
    {
        var target = sheet.Targets.FirstOrDefault(p => p.Id == part);
        var name = target is null ? "未划定" : target.Name ?? "（未命名）";
        var keepsName =
            sheet.Change.Kind == ChangeKind.Move
            || (sheet.Level == DivisionLevel.Township && home.Level == DivisionLevel.Village);
        return target is not null && keepsName ? $"{name}{home.Name}" : name;
    }
}
