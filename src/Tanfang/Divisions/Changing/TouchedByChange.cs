using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;

namespace Tanfang.Divisions.Changing;

/// <summary>What else speaks of the divisions that a change ends, in sentences: it does not go over by itself.</summary>
public sealed class TouchedByChange(TanfangDb db, PolicySet policies)
{
    public async Task<IReadOnlyList<string>> Run(ChangeSheet sheet, IReadOnlyList<int> homes, CancellationToken cancel)
    {
        var said = new List<string>();
        var ends = sheet.Change.Kind is not (ChangeKind.Rename or ChangeKind.Recode);
        if (ends && sheet.From.Count > 0)
        {
            said.AddRange(await Situations(sheet, homes, cancel));
            said.AddRange(Packs(sheet));
            said.AddRange(await Others(homes, cancel));
        }

        said.AddRange(await SameNames(sheet, cancel));
        return said;
    }

    private async Task<IEnumerable<string>> Situations(
        ChangeSheet sheet,
        IReadOnlyList<int> homes,
        CancellationToken cancel
    )
    {
        var on = sheet.Change.On ?? DateOnly.MinValue;
        var open = await db
            .Situations.AsNoTracking()
            .Where(s => homes.Contains(s.DivisionId) && (s.Until == null || s.Until > on))
            .Where(s => !db.Situations.Any(later => later.ReplacesId == s.Id))
            .Join(db.Divisions, s => s.DivisionId, d => d.Id, (s, d) => new { s.From, d.Name })
            .ToListAsync(cancel);
        return open.Select(s =>
            $"{s.Name} {s.From:yyyy-MM-dd} 起的特殊时段不会跟着转到新区划，需要的请在新区划另行开启。"
        );
    }

    private IEnumerable<string> Packs(ChangeSheet sheet) =>
        from division in sheet.From
        from pack in policies.Packs
        where
            pack.Division.Length > 0
            && division.Code.StartsWith(pack.Division, StringComparison.Ordinal)
            && pack.Division.Length >= 9
        select $"政策“{pack.Document.Title}”只用于{division.Name}，变更以后请核对它的适用地区。";

    private async Task<IEnumerable<string>> SameNames(ChangeSheet sheet, CancellationToken cancel)
    {
        if (sheet.Level != DivisionLevel.Village)
        {
            return [];
        }

        var parents =
            sheet.Change.Kind == ChangeKind.Move
                ? sheet.Targets.Select(p => p.DivisionId).OfType<int>().ToList()
                : [.. sheet.Targets.Select(sheet.ParentOf).OfType<int>().Distinct()];
        var on = sheet.Change.On ?? DateOnly.MaxValue;
        var there = await db
            .Divisions.AsNoTracking()
            .Where(d => parents.Contains(d.ParentId ?? 0))
            .ValidOn(on)
            .ToListAsync(cancel);
        var staying = there
            .Where(d => sheet.From.All(f => f.Id != d.Id) && sheet.Targets.All(t => t.DivisionId != d.Id))
            .ToList();
        var coming =
            sheet.Change.Kind == ChangeKind.Move
                ? sheet.From.Select(d => d.Name)
                : sheet.Targets.Select(t => t.Name).OfType<string>();
        return coming
            .SelectMany(name => staying.Where(d => Stem(d.Name) == Stem(name)).Select(d => (name, d)))
            .Select(pair => $"“{pair.name}”与同一乡镇的{pair.d.Name}（{pair.d.Code}）重名，导入名单时会分不清。");

        static string Stem(string name) => DivisionKind.Stem(DivisionLevel.Village, name);
    }

    /// <summary>Rows of other rooms that name a division: found by the model, so that a room that comes later is not forgotten.</summary>
    private async Task<IEnumerable<string>> Others(IReadOnlyList<int> homes, CancellationToken cancel)
    {
        var said = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !Known.Contains(t.ClrType.Name)))
        {
            foreach (
                var property in type.GetProperties()
                    .Where(p =>
                        p.Name.EndsWith("DivisionId", StringComparison.Ordinal) || p.Name is "VillageId" or "TownshipId"
                    )
            )
            {
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) != typeof(int))
                {
                    continue;
                }

                // Names of tables and columns come from the model, the numbers are numbers: nothing here was typed by anybody.
                var sql =
                    $"select count(*) as \"Value\" from {type.GetTableName()} where {property.GetColumnName()} in ({string.Join(", ", homes)})";
                var rows = await db.Database.SqlQueryRaw<int>(sql).SingleAsync(cancel);
                if (rows > 0)
                {
                    said.Add(
                        $"{Words.GetValueOrDefault(type.ClrType.Name, "其他登记")}中有 {rows} 条登记在原区划，变更以后请核对。"
                    );
                }
            }
        }

        return said;
    }

    private static readonly Dictionary<string, string> Words = new()
    {
        ["Grid"] = "网格",
        ["Grant"] = "账号的授权",
        ["Organisation"] = "机构",
        ["ScreeningRound"] = "摸底排查",
        ["ScreeningHousehold"] = "摸底排查的户",
        ["ScreeningVillageReport"] = "摸底排查的村（社区）报告",
        ["Delivery"] = "部门名单",
        ["EntryBatch"] = "补录批次",
        ["Transfer"] = "迁移记录",
        ["Reminder"] = "催办记录",
    };

    private static readonly HashSet<string> Known =
    [
        nameof(Division),
        nameof(FormerName),
        nameof(DivisionChangePart),
        nameof(DivisionChangePerson),
        "ElderFact",
        "Obligation",
        "Visitor",
        "SituationWindow",
    ];
}
