using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;
using Tanfang.Visits.Receiving;

namespace Tanfang.Visits.HandingOver;

/// <summary>/quarantine/handover: a transfer package (转移包) of a phone that died, was lost or may no longer send.</summary>
[RequestSizeLimit(Largest)]
[RequestFormLimits(MultipartBodyLengthLimit = Largest)]
public sealed class HandoverPageModel(OpenBoxes open, CurrentUser user) : PageModel
{
    /// <summary>A queue of months with signatures.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>What became of each; null before an upload.</summary>
    public IReadOnlyList<ItemAnswer>? Answers { get; private set; }

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        ModelState.Clear();
        if (file is null || file.Length == 0)
        {
            ModelState.AddModelError("file", "没有选文件");
            return Page();
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancel);
        var boxes = ReadBoxes.Run(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), ReadBoxes.MostInAFile);
        if (!boxes.Succeeded)
        {
            ModelState.AddModelError("file", boxes.Refusals[0].Sentence);
            return Page();
        }

        // When it was made is not when it is brought in: such a package says nothing about the device's clock.
        Answers = await open.Run(boxes.Value.All, null, user, cancel);
        return Page();
    }
}
