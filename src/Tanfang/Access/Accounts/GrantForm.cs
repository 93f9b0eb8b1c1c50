using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;
using Tanfang.Workforce;

namespace Tanfang.Access.Accounts;

/// <summary>What both pages ask of a grant: role, division and, of a visitor, who that is.</summary>
/// <param name="Visitors">Those who still work within the scope of whoever asks.</param>
public sealed record GrantForm(
    Role? Role,
    Guid? VisitorId,
    DivisionPicker Picker,
    Division? Chosen,
    string? Problem,
    IReadOnlyList<Visitor> Visitors
)
{
    public static async Task<GrantForm> Read(
        HttpRequest request,
        PickDivision pick,
        TanfangDb db,
        Scope scope,
        CancellationToken cancel
    )
    {
        var visitors = await VisitorsFor(db, scope, cancel);
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancel) : FormCollection.Empty;
        var picker = new DivisionPicker("Division", "管哪里（区划）");
        if (form.Count == 0)
        {
            return new GrantForm(null, null, picker, null, null, visitors);
        }

        var picked = await pick.Run(form["Division"], form["DivisionChoice"], cancel);
        return new GrantForm(
            Enum.TryParse<Role>(form["Role"], out var role) && Enum.IsDefined(role) ? role : null,
            Guid.TryParse(form["VisitorId"], out var visitor) ? visitor : null,
            picker with
            {
                Text = picked.Chosen?.Path ?? form["Division"],
                Choices = picked.Choices,
            },
            picked.Chosen?.Division,
            picked.Choices.Count > 0 ? picked.Problem : null,
            visitors
        );
    }

    private static async Task<IReadOnlyList<Visitor>> VisitorsFor(TanfangDb db, Scope scope, CancellationToken cancel)
    {
        var places = db.Divisions.Within(scope);
        return await db
            .Visitors.AsNoTracking()
            .Where(v => v.Until == null && places.Any(d => d.Id == v.DivisionId))
            .OrderBy(v => v.Name)
            .Take(500)
            .ToListAsync(cancel);
    }
}
