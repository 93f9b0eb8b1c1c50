using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Policies.Checking;
using Tanfang.Policy;

namespace Tanfang.Policies.Showing;

/// <summary>/policies/{id}: one document as data, each rule with the words it rests on.</summary>
public sealed class PackPage(PolicySet policies, CheckPolicies check, TanfangDb db) : PageModel
{
    public PolicyPack Pack { get; private set; } = null!;

    public string Area { get; private set; } = "";

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (policies.Packs.FirstOrDefault(p => p.Id == id) is not { } pack)
        {
            return NotFound();
        }

        Pack = pack;
        Area = (await PackAreas.Of(db, policies, cancel))[pack.Division];
        Findings = [.. check.Run().Findings.Where(f => f.File == $"{pack.Id}.json")];
        return Page();
    }
}
