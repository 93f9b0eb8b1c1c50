using Microsoft.EntityFrameworkCore;
using Tanfang.Data;

namespace Tanfang.Divisions.Changing;

/// <summary>The divisions of a change: ended, begun, renamed. Says to which division each home and target leads.</summary>
public sealed class MakeDivisions(TanfangDb db)
{
    /// <summary>Numbers below are rows of the national file, today's and a later one's.</summary>
    private const int FirstOwn = 10_000_000;

    private readonly Dictionary<(int Home, Guid? Part), int> ways = [];
    private int next;

    /// <summary>What has ended by the change.</summary>
    public IReadOnlyList<int> Ended { get; private set; } = [];

    public async Task<IReadOnlyDictionary<(int Home, Guid? Part), int>> Run(ChangeSheet sheet, CancellationToken cancel)
    {
        var ids = sheet.Parts.Select(p => p.DivisionId).OfType<int>().ToList();
        var rows = await db.Divisions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        next = Math.Max(FirstOwn, await db.Divisions.MaxAsync(d => d.Id, cancel) + 1);
        var on = sheet.Change.On!.Value;
        var sources = sheet.Sources.Select(p => rows[p.DivisionId!.Value]).ToList();
        ways.Clear();
        if (sheet.Change.Kind is ChangeKind.Rename or ChangeKind.Recode)
        {
            Rename(sources[0], sheet.Targets.Single(), on);
            Ended = [];
            return ways;
        }

        var ending = sources.Where(d => !sheet.Stays(d)).ToList();
        var targets = new List<(DivisionChangePart Part, Division Division)>();
        foreach (var part in sheet.Targets)
        {
            targets.Add((part, part.IsNew ? await Make(sheet, part, cancel) : rows[part.DivisionId!.Value]));
        }

        var ended = new List<Division>(ending);
        if (sheet.Change.Kind == ChangeKind.Move)
        {
            foreach (var part in sheet.Sources)
            {
                GoOver(rows[part.DivisionId!.Value], targets[0], part.NewCode, on);
            }
        }
        else
        {
            ending.ForEach(d => End(d, targets is [var only] ? only.Division.Id : null, on));
            ways.EnsureCapacity(sources.Count * targets.Count);
            foreach (var (source, (part, division)) in sources.SelectMany(s => targets, (s, t) => (s, t)))
            {
                ways[(source.Id, part.Id)] = division.Id;
            }

            foreach (var township in ending.Where(d => d.Level == DivisionLevel.Township))
            {
                var below = await db.Divisions.Where(d => d.ParentId == township.Id).ValidOn(on).ToListAsync(cancel);
                below.ForEach(village => GoOver(village, targets[0], null, on));
                ended.AddRange(below);
            }
        }

        Ended = [.. ended.Select(d => d.Id)];
        return ways;
    }

    /// <summary>The same place under another name or code; what it was called before is kept.</summary>
    private void Rename(Division division, DivisionChangePart to, DateOnly on)
    {
        db.FormerNames.Add(
            new FormerName
            {
                Id = Guid.CreateVersion7(),
                DivisionId = division.Id,
                Name = division.Name,
                Code = division.Code,
                Until = on,
            }
        );
        division.Name = to.Name ?? division.Name;
        division.Code = to.Code ?? division.Code;
        to.DivisionId = division.Id;
    }

    private async Task<Division> Make(ChangeSheet sheet, DivisionChangePart part, CancellationToken cancel)
    {
        // What a move makes is a township, beside the one that the villages come from.
        var from = sheet.From.FirstOrDefault();
        var parentId = part.ParentId ?? (sheet.Change.Kind == ChangeKind.Move ? from!.CountyId : from!.ParentId);
        var parent = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == parentId, cancel);
        var level = sheet.Change.Kind == ChangeKind.Move ? DivisionLevel.Township : sheet.Level ?? parent.Level + 1;
        var made = Begin(parent, level, part.Name!, part.Code!, sheet.Change.On!.Value);
        part.DivisionId = made.Id;
        return made;
    }

    /// <summary>A village goes under another township: it ends here and begins there, under its name.</summary>
    private void GoOver(Division village, (DivisionChangePart Part, Division Division) to, string? code, DateOnly on)
    {
        var successor = Begin(to.Division, DivisionLevel.Village, village.Name, code ?? village.Code, on);
        End(village, successor.Id, on);
        ways[(village.Id, to.Part.Id)] = successor.Id;
    }

    private static void End(Division division, int? into, DateOnly on) =>
        (division.ValidUntil, division.MergedIntoId) = (on, into);

    private Division Begin(Division parent, DivisionLevel level, string name, string code, DateOnly on)
    {
        var id = next++;
        var made = new Division
        {
            Id = id,
            Code = code,
            Name = name,
            Level = level,
            ParentId = parent.Id,
            ProvinceId = parent.ProvinceId,
            CityId = parent.CityId,
            CountyId = parent.CountyId,
            TownshipId = level == DivisionLevel.Township ? id : parent.TownshipId,
            ValidFrom = on,
        };
        db.Divisions.Add(made);
        return made;
    }
}
