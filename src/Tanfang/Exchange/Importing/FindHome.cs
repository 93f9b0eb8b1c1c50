using Tanfang.Divisions;
using Tanfang.Exchange.Columns;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>
/// The village that a row means, by names or by code, within what the sender may write to. Remembers what it has found: a file names
/// few villages many times.
/// </summary>
public sealed class FindHome(DivisionLookup lookup, ResolveVillage resolve, TimeProvider clock)
{
    /// <summary>Of the real names the longest has 30 characters; what is longer is somebody's story, and no store searches for it.</summary>
    private const int LongestName = 60;

    private readonly Dictionary<(string?, string?, string?, string?, string?), Result<Division>> known = [];
    private readonly Dictionary<string, IReadOnlyList<Division>> counties = [];

    public async Task<Result<Division>> Run(RowDraft row, Scope scope, CancellationToken cancel)
    {
        var key = (row.DivisionCode, row.City, row.County, row.Township, row.Village);
        if (!known.TryGetValue(key, out var home))
        {
            home = await Find(row, cancel);
            if (home.Succeeded && !scope.Covers(home.Value))
            {
                home = Refuse("这个村（居）不在您的数据范围内", "请核对，或由上级导入");
            }

            known[key] = home;
        }

        return home;
    }

    private async Task<Result<Division>> Find(RowDraft row, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(row.DivisionCode))
        {
            return await ByCode(row.DivisionCode.Trim(), cancel);
        }

        if (TooLong(row) is { } field)
        {
            return Refuse($"超过 {LongestName} 个字，不是地名", "请核对是否串列", field);
        }

        if (string.IsNullOrWhiteSpace(row.County) || string.IsNullOrWhiteSpace(row.Village))
        {
            return string.IsNullOrWhiteSpace(row.County)
                ? Refuse("没有写县", "请填写县（市、区、旗），或填区划代码", "County")
                : Refuse("没有写村（居）", "请填写村、社区或嘎查", nameof(ElderDraft.HomeId));
        }

        var name = $"{row.City?.Trim()}{row.County.Trim()}";
        if (!counties.TryGetValue(name, out var meant))
        {
            counties[name] = meant = await resolve.Counties(name, cancel);
        }

        if (meant.Count != 1)
        {
            return meant.Count == 0
                ? Refuse("找不到这个县（市、区、旗）", "请按行政区划页面上的名称填写", "County")
                : Refuse($"全国有 {meant.Count} 个同名的县", "请在“市”一列写明，或填区划代码", "City");
        }

        var found = await resolve.Run(meant[0].Id, row.Township, row.Village, cancel);
        return found.Succeeded
            ? found.Value
            : found
                .Refusals.Select(r => r with { Field = r.Field == "township" ? "Township" : nameof(ElderDraft.HomeId) })
                .ToList();
    }

    private static string? TooLong(RowDraft row)
    {
        static bool Is(string? name) => name?.Length > LongestName;
        return Is(row.City) ? "City"
            : Is(row.County) ? "County"
            : Is(row.Township) ? "Township"
            : Is(row.Village) ? nameof(ElderDraft.HomeId)
            : null;
    }

    private async Task<Result<Division>> ByCode(string code, CancellationToken cancel)
    {
        const string field = "DivisionCode";
        if (await lookup.ByCode(code, clock.Today(), cancel) is not { } division)
        {
            return Refuse("没有这个区划代码，或已撤销且不知并入何处", "请填现行的 12 位代码，见行政区划页面", field);
        }

        var isLowest =
            division.Level == DivisionLevel.Village
            || (await lookup.Children(division.Id, clock.Today(), cancel)).Count == 0;
        return isLowest ? division : Refuse("区划代码没有到村（居）", "请填村（居）的 12 位代码", field);
    }

    private static Refusal Refuse(string reason, string remedy, string field = nameof(ElderDraft.HomeId)) =>
        new("import.home", reason, remedy, field);
}
