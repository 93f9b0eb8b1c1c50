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

    /// <summary>Our titles that are read at all, in the order of the list.</summary>
    public IReadOnlyList<string> Shown =>
        [.. View.List.All.Select(t => t.Title).Where(t => View.Map.TitleOf(t) is not null)];

    private byte[] file = [];
    private ImportJob.JobMap? kept;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var map = kept?.Map ?? await places.Into(GuessMap.Run(book, ElderTargets.List), book, FileName, cancel);
        Form = MapForm.Of(map, kept?.Name ?? NameOf(FileName));
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
        Guard(map, isReread);
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

    private void Guard(SheetMap map, bool isReread)
    {
        if (isReread)
        {
            ModelState.AddModelError("Form.Sheets", "换了工作表或表头，各列已重新对应。请核对后再检查");
        }

        foreach (var group in map.Missing(ElderTargets.List))
        {
            ModelState.AddModelError(
                "Form.Constants",
                $"还缺少：{string.Join(" 或 ", group)}。请选出对应的列，或在“全表相同的内容”里填写"
            );
        }

        foreach (var title in map.Twice(ElderTargets.List))
        {
            ModelState.AddModelError("Form.Constants", $"有几列都对应到“{title}”。请只留一列，其余选“不导入”");
        }

        if (string.IsNullOrWhiteSpace(Form.Name) || Form.Name.Trim().Length > KeepMaps.LongestName)
        {
            ModelState.AddModelError("Form.Name", $"请给来源起一个名称，不超过 {KeepMaps.LongestName} 个字");
        }
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

    private static string NameOf(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return name.Length <= KeepMaps.LongestName ? name : name[..KeepMaps.LongestName];
    }
}
