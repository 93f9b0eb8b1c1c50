using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Visits.Custody;

/// <summary>/print/find: type, scan or photograph the code of a sheet. The code is posted, so that no list of codes grows in addresses.</summary>
public sealed class FindPageModel(FindSheet find, CurrentUser user) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await find.Run(user.Scope, Code, cancel) is { } found)
            return Redirect(found.Address);
        var problem =
            string.IsNullOrWhiteSpace(Code) ? "请扫码，或输入纸上二维码下面的编号"
            : SheetCode.Read(Code) is null ? "编号不对：应为十二位字母和数字，例如 K7QM-3X9D-R01H。请核对后重输"
            : "这个编号打不开记录：可能已经停用，或不在您的范围内";
        ModelState.AddModelError(nameof(Code), problem);
        return Page();
    }
}
