using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>/import: hand in a file, and what was handed in before.</summary>
public sealed class UploadModel(TanfangDb db, Vault vault, HandleJob jobs, CurrentUser user) : PageModel
{
    private const int Shown = 20;

    [BindProperty]
    [Display(Name = "填好的表")]
    public IFormFile? Sheet { get; set; }

    public IReadOnlyList<(ImportJob Job, string Name)> Earlier { get; private set; } = [];

    public int Waiting { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => Load(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Sheet is null)
        {
            ModelState.AddModelError(nameof(Sheet), "请选择填好的表（.xlsx、.xls 或 .csv）");
        }
        else if (Sheet.Length > OpenSheet.LargestFile)
        {
            ModelState.AddModelError(nameof(Sheet), "文件超过 20 MB。请按乡镇分成几个文件");
        }
        else
        {
            try
            {
                using var bytes = new MemoryStream();
                await Sheet.CopyToAsync(bytes, cancel);
                var id = await jobs.Check(bytes.ToArray(), Path.GetFileName(Sheet.FileName), user, cancel);
                return RedirectToPage("/Exchange/Importing/ShowImport", new { id });
            }
            catch (UnreadableFileException refused)
            {
                ModelState.AddModelError(nameof(Sheet), $"{refused.Message}。{refused.Remedy}");
            }
        }

        await Load(cancel);
        return Page();
    }

    private async Task Load(CancellationToken cancel)
    {
        var jobs = await db.ImportJobsOf(user)
            .AsNoTracking()
            .OrderByDescending(j => j.CreatedAt)
            .Select(j => new ImportJob
            {
                Id = j.Id,
                FileName = j.FileName,
                IsCsv = j.IsCsv,
                State = j.State,
                Rows = j.Rows,
                Added = j.Added,
                Updated = j.Updated,
                Unchanged = j.Unchanged,
                Rejected = j.Rejected,
                CreatedAt = j.CreatedAt,
                CreatedBy = j.CreatedBy,
            })
            .Take(Shown)
            .ToListAsync(cancel);
        Earlier = [.. jobs.Select(j => (j, j.OpenFileName(vault)))];
        Waiting = await db.ImportReviews.CountAsync(
            r => r.Resolution == null && db.EldersOf(user.Scope).Any(e => e.Id == r.CandidateId),
            cancel
        );
    }
}
