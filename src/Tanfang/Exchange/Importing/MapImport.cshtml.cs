using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>/import/{id}/mapping: what the columns of the file are; the first rows as they would be read.</summary>
public sealed class MapImportModel(
    TanfangDb db,
    Vault vault,
    MapJob mapJob,
    PreviewRows preview,
    GuessPlace places,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public MapForm Form { get; set; } = new();

    public string FileName { get; private set; } = "";

    public MapView View { get; private set; } = null!;

    public IReadOnlyList<PreviewRow> Preview { get; private set; } = [];

    public PreviewTable Table => PreviewTable.Of(View, Preview);

    private byte[] file = [];
    private ImportJob.JobMap? kept;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var map = kept?.Map ?? await places.Into(GuessMap.Run(book, ElderTargets.List), book, FileName, cancel);
        Form = MapForm.Of(map, kept?.Name ?? MapForm.NameOf(FileName));
        return await Show(book, map, cancel);
    }

    /// <summary>The header anew.</summary>
    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancel) => Again(id, cancel);

    public Task<IActionResult> OnPostPreviewAsync(Guid id, CancellationToken cancel) => Again(id, cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var (map, isReread) = Form.ToMap(book, ElderTargets.List);
        foreach (var (field, problem) in Form.Problems(map, isReread, ElderTargets.List))
        {
            ModelState.AddModelError(field, problem);
        }

        if (ModelState.ErrorCount == 0)
        {
            try
            {
                TempData["Flash"] = await mapJob.Run(id, map, Form.Name!.Trim(), user, cancel)
                    ? $"已按“{Form.Name.Trim()}”读取并检查，还没有写入。"
                    : "这次导入已经在进行或已结束。";
                return RedirectToPage("/Exchange/Importing/ShowImport", new { id });
            }
            catch (UnreadableFileException refused)
            {
                ModelState.AddModelError("Form.Sheets", $"{refused.Message}。{refused.Remedy}");
            }
        }

        Form = MapForm.Of(map, Form.Name);
        return await Show(book, map, cancel);
    }

    private async Task<IActionResult> Again(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var (map, _) = Form.ToMap(book, ElderTargets.List);
        Form = MapForm.Of(map, Form.Name);
        return await Show(book, map, cancel);
    }

    private async Task<Book?> Load(Guid id, CancellationToken cancel)
    {
        var job = await db.ImportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel);
        if (job is null || !MapJob.CanBeMapped(job))
        {
            return null;
        }

        (FileName, file, kept) = (job.OpenFileName(vault), job.OpenFile(vault)!, job.OpenMap(vault));
        return OpenBook.Run(file);
    }

    private async Task<IActionResult> Show(Book book, SheetMap map, CancellationToken cancel)
    {
        View = new MapView(book, ElderTargets.List, map, Form);
        try
        {
            Preview = await preview.Run(new ElderFile(file, map), user.Scope, cancel);
        }
        catch (UnreadableFileException refused)
        {
            ModelState.AddModelError("Form.Sheets", $"{refused.Message}。{refused.Remedy}");
        }

        return Page();
    }
}
