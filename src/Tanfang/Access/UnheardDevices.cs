using Microsoft.AspNetCore.Mvc;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>How many there are and, for whoever may see them, where.</summary>
public sealed record UnheardLine(int Count, string? Address);

/// <summary>
/// Stands beside every rate: <c>Component.InvokeAsync("UnheardDevices", new { divisionId, code })</c>. Without such a device it leaves no trace.
/// </summary>
public sealed class UnheardDevices(SilentDevices silent) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(int? divisionId, string? code)
    {
        var count = await silent.Count(divisionId, HttpContext.RequestAborted);
        var address = Rooms.May(HttpContext, Right.People) ? Link.To("/devices", ("division", code)) : null;
        return count == 0
            ? Content("")
            : View("/Access/Devices/UnheardDevices.cshtml", new UnheardLine(count, address));
    }
}
