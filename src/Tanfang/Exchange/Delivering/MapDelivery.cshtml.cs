using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>/deliveries/{id}/mapping: what the columns of a department's file are; the first rows as they would be read.</summary>
public sealed class MapDeliveryModel(
    TanfangDb db,
    Vault vault,
    CompareAgain again,
    ReadDelivery read,
    GuessPlace places,
    CurrentUser user
) : PageModel
{
    [BindProperty]
    public MapForm Form { get; set; } = new();

    public DeliverySource Source { get; private set; } = null!;

    public string FileName { get; private set; } = "";

    public MapView View { get; private set; } = null!;

    private IReadOnlyList<PreviewRow> preview = [];

    public PreviewTable Table => PreviewTable.Of(View, preview);

    private Delivery delivery = null!;
    private byte[] file = [];

    private ListKind Kind => DeliveryTargets.Of(Source);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not { } book)
        {
            return NotFound();
        }

        var kept = delivery.OpenMap(vault);
        var map = kept?.Map ?? await places.Into(GuessMap.Run(book, Kind.Targets), book, FileName, cancel);
        Form = MapForm.Of(map, kept?.Name ?? MapForm.NameOf(FileName));
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
                TempData["Flash"] = await again.Run(id, map, Form.Name!.Trim(), user, cancel)
                    ? $"正在按“{Form.Name.Trim()}”读取并比对。可以离开这一页，比对会继续。"
                    : "这份名单已经在比对或已有决定。";
                return RedirectToPage("/Exchange/Delivering/ShowDelivery", new { id });
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
        var found = await db.DeliveriesOf(user.Scope).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (found is null || !await again.CanBeMapped(found, cancel))
        {
            return null;
        }

        (delivery, Source) = (found, DeliverySource.Find(found.Source)!);
        (FileName, file) = (found.OpenFileName(vault), found.OpenFile(vault)!);
        return OpenBook.Run(file);
    }

    private async Task<IActionResult> Show(Book book, SheetMap map, CancellationToken cancel)
    {
        View = new MapView(book, Kind.Targets, map, Form);
        try
        {
            var area = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == delivery.AreaId, cancel);
            var from = new ListFrom(Source, area, delivery.AsOf, user.Scope);
            var list = new ElderFile(file, map, Kind).Open();
            preview = await PreviewRows.Of(
                list,
                async line =>
                {
                    var (draft, refusals) = await read.Check(line, list, from, cancel);
                    return (await NameOf(draft.HomeId, cancel), refusals);
                }
            );
        }
        catch (UnreadableFileException refused)
        {
            ModelState.AddModelError("Form.Sheets", $"{refused.Message}。{refused.Remedy}");
        }

        return Page();
    }

    private async Task<string?> NameOf(int? home, CancellationToken cancel) =>
        home is > 0 ? await db.Divisions.Where(d => d.Id == home).Select(d => d.Name).SingleAsync(cancel) : null;
}
