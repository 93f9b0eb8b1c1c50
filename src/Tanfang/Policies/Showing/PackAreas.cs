using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Policy;

namespace Tanfang.Policies.Showing;

internal static class PackAreas
{
    /// <summary>Names of the packs' areas by code; 全国 for the nation, the code itself for one that the store does not have.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Of(
        TanfangDb db,
        PolicySet policies,
        CancellationToken cancel
    )
    {
        var codes = policies.Packs.Select(p => p.Division).Distinct().ToList();
        var names = await db
            .Divisions.Where(d => codes.Contains(d.Code))
            .Select(d => new { d.Code, d.Name })
            .ToListAsync(cancel);
        return codes.ToDictionary(
            code => code,
            code => code.Length == 0 ? "全国" : names.FirstOrDefault(n => n.Code == code)?.Name ?? code
        );
    }
}
