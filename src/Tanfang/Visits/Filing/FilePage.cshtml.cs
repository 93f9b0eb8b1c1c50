using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;
using Tanfang.Visits.Entering;

namespace Tanfang.Visits.Filing;

/// <summary>/print/scans: signed sheets come back as pictures, each files itself by its code; what cannot be read is claimed by hand.</summary>
[RequestSizeLimit(BatchPageModel.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = BatchPageModel.LargestUpload)]
public sealed class FilePageModel(TakeScan take, WaitingScans waiting, CurrentUser user) : PageModel
{
    [BindProperty]
    public string? ReceivedBy { get; set; }

    /// <summary>Typed by hand; for one file.</summary>
    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<TakenScan> Taken { get; private set; } = [];

    public IReadOnlyList<WaitingScan> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Waiting = await waiting.List(user, cancel);

    public async Task<IActionResult> OnPostAsync(List<IFormFile> scans, CancellationToken cancel)
    {
        var by = string.IsNullOrWhiteSpace(ReceivedBy) ? null : ReceivedBy.Trim();
        if (scans.Count == 0)
            ModelState.AddModelError("Scans", "没有选文件");
        if (by?.Length > CopyEvent.LongestName)
            ModelState.AddModelError(nameof(ReceivedBy), $"收存人姓名超过 {CopyEvent.LongestName} 个字。请只填姓名");
        if (scans.Count > 1 && !string.IsNullOrWhiteSpace(Code))
            ModelState.AddModelError(nameof(Code), "输入编号时一次只交一个文件");
        if (ModelState.IsValid)
            Taken = await Take(scans, by, cancel);
        await OnGetAsync(cancel);
        return Page();
    }

    private async Task<List<TakenScan>> Take(List<IFormFile> scans, string? by, CancellationToken cancel)
    {
        // What the page read, one for each file in their order; fewer when it read none.
        var read = Request.Form["codes"];
        var taken = new List<TakenScan>();
        foreach (var (i, scan) in scans.Index())
        {
            var codes = string.IsNullOrWhiteSpace(Code) ? read.ElementAtOrDefault(i) : Code;
            taken.AddRange(await take.Run(user, await GivenScan.Read(scan, cancel), codes, by, cancel));
        }

        Code = null;
        return taken;
    }
}
