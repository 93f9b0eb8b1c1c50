using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Access.Offices;

/// <summary>/accounts/offices: the duty phones that visitors call in an emergency.</summary>
public sealed class OfficeList(
    TanfangDb db,
    WriteGate gate,
    DivisionLookup divisions,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public IReadOnlyList<Organisation> Offices { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Places { get; private set; } = new Dictionary<int, NamedDivision>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Offices = await Mine().AsNoTracking().OrderBy(o => o.DivisionId).ThenBy(o => o.Name).ToListAsync(cancel);
        Places = await divisions.Named(Offices.Select(o => o.DivisionId), cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? phone, CancellationToken cancel)
    {
        ModelState.Clear();
        var read = string.IsNullOrWhiteSpace(phone) ? null : PhoneNumber.Read(phone);
        if (read?.Problem is { } problem)
        {
            ModelState.AddModelError(id.ToString("N"), $"值班电话{problem.Reason}。{problem.Remedy}");
            await OnGetAsync(cancel);
            return Page();
        }

        var found = await gate.Write(db, () => Keep(id, read?.Value?.Normalised, cancel), cancel);
        if (!found)
        {
            return NotFound();
        }

        TempData["Flash"] = "值班电话已保存，手机下次联网时更新。";
        return Redirect("/accounts/offices");
    }

    private async Task<bool> Keep(Guid id, string? phone, CancellationToken cancel)
    {
        var office = await Mine().SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (office is null)
        {
            return false;
        }

        office.DutyPhone = phone;
        db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "access.dutyPhone", id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private IQueryable<Organisation> Mine()
    {
        var places = db.Divisions.Within(user.Scope);
        return db.Organisations.Where(o => places.Any(d => d.Id == o.DivisionId));
    }
}
