using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Mapping;

/// <summary>A file whose columns may be explained, opened; with what was said about them before.</summary>
public sealed record MappableFile(string Name, byte[] Bytes, ImportJob.JobMap? Kept);

/// <summary>Pages on which somebody says what the columns of a file are, with its first rows as they would be read.</summary>
public abstract class MapPage(GuessPlace places) : PageModel
{
    [BindProperty]
    public MapForm Form { get; set; } = new();

    public string FileName => file.Name;

    public MapView View { get; private set; } = null!;

    public PreviewTable Table => PreviewTable.Of(View, preview);

    private MappableFile file = null!;
    private IReadOnlyList<PreviewRow> preview = [];

    protected abstract ListKind Kind { get; }

    /// <summary>Where the file is looked at once it is explained.</summary>
    protected abstract string Onwards { get; }

    /// <summary>Null when there is no such file, or nothing to explain any more.</summary>
    protected abstract Task<MappableFile?> Find(Guid id, CancellationToken cancel);

    /// <returns>What to tell whoever explained it.</returns>
    protected abstract Task<string> Keep(Guid id, SheetMap map, string name, CancellationToken cancel);

    protected abstract Task<IReadOnlyList<PreviewRow>> Preview(byte[] bytes, SheetMap map, CancellationToken cancel);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var map = file.Kept?.Map ?? await places.Into(GuessMap.Run(book, Kind.Targets), book, FileName, cancel);
        Form = MapForm.Of(map, file.Kept?.Name ?? MapForm.NameOf(FileName));
        return await Show(book, map, cancel);
    }

    /// <summary>The header anew.</summary>
    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancel) => Reread(id, cancel);

    public Task<IActionResult> OnPostPreviewAsync(Guid id, CancellationToken cancel) => Reread(id, cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var (map, isReread) = Form.ToMap(book, Kind.Targets);
        foreach (var (field, problem) in Form.Problems(map, isReread, Kind.Targets))
        {
            ModelState.AddModelError(field, problem);
        }

        if (ModelState.ErrorCount == 0)
        {
            try
            {
                TempData["Flash"] = await Keep(id, map, Form.Name!.Trim(), cancel);
                return RedirectToPage(Onwards, new { id });
            }
            catch (UnreadableFileException refused)
            {
                ModelState.AddModelError("Form.Sheets", $"{refused.Message}。{refused.Remedy}");
            }
        }

        Form = MapForm.Of(map, Form.Name);
        return await Show(book, map, cancel);
    }

    private async Task<IActionResult> Reread(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var (map, _) = Form.ToMap(book, Kind.Targets);
        Form = MapForm.Of(map, Form.Name);
        return await Show(book, map, cancel);
    }

    private async Task<Book?> Load(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } found)
        {
            return null;
        }

        file = found;
        return OpenBook.Run(file.Bytes);
    }

    private async Task<IActionResult> Show(Book book, SheetMap map, CancellationToken cancel)
    {
        View = new MapView(book, Kind.Targets, map, Form);
        try
        {
            preview = await Preview(file.Bytes, map, cancel);
        }
        catch (UnreadableFileException refused)
        {
            ModelState.AddModelError("Form.Sheets", $"{refused.Message}。{refused.Remedy}");
        }

        return Page();
    }
}
