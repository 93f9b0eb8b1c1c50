using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Policies.Checking;
using Tanfang.Policy;

namespace Tanfang.Policies.Showing;

/// <summary>/policies: the packs in force, the common readings, and whether every quote holds.</summary>
public sealed class PackList(PolicySet policies, CheckPolicies check, TanfangDb db) : PageModel
{
    public PolicySet Policies { get; } = policies;

    public PolicyCheckResult Check { get; private set; } = null!;

    /// <summary>Names of the packs' areas by code.</summary>
    public IReadOnlyDictionary<string, string> Areas { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Check = check.Run();
        Areas = await PackAreas.Of(db, Policies, cancel);
    }
}
