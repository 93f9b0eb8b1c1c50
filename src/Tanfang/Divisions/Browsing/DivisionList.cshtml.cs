using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Divisions.Browsing;

/// <summary>/divisions?q=: search, or the provinces to start from.</summary>
public sealed class DivisionList(FindDivisions find, DivisionLookup lookup, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<NamedDivision> Found { get; private set; } = [];

    public IReadOnlyList<Division> Provinces { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(Q))
        {
            Found = await find.Run(Q, cancel);
        }

        Provinces = await lookup.Children(null, clock.Today(), cancel);
    }
}
