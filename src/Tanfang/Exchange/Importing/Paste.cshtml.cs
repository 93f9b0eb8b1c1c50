using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>/import/paste: cells copied out of a spreadsheet program; from then on they go the way of a file.</summary>
[RequestFormLimits(ValueLengthLimit = LargestText * 4)]
public sealed class PasteModel(HandleJob jobs, CurrentUser user, TimeProvider clock) : PageModel
{
    /// <summary>In characters; who has more sends the file.</summary>
    public const int LargestText = 4 * 1024 * 1024;

    [BindProperty]
    [Display(Name = "粘贴到这里（Ctrl+V）")]
    public string? Text { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(nameof(Text), "还没有粘贴内容。请先在 Excel 里复制，再粘贴到这里");
        }
        else if (Text.Length > LargestText)
        {
            ModelState.AddModelError(nameof(Text), "内容太多。请保存为文件再上传");
        }
        else
        {
            try
            {
                var name = $"粘贴的表格 {ChinaTime.Show(clock.Now())}";
                var id = await jobs.Check(PastedCells.ToFile(Text), name, user, cancel);
                return RedirectToPage("/Exchange/Importing/ShowImport", new { id });
            }
            catch (UnreadableFileException refused)
            {
                ModelState.AddModelError(nameof(Text), $"{refused.Message}。{refused.Remedy}");
            }
        }

        return Page();
    }
}
