using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Reading;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>/deliveries: the sources with their templates, handing in a list, and the lists that came before.</summary>
public sealed class DeliveriesModel(
    TakeDelivery take,
    DeliveryLines lines,
    PickDivision pick,
    DivisionLookup divisions,
    RegistryWords words,
    Vault vault,
    CurrentUser user
) : PageModel
{
    private const int Shown = 50;

    [BindProperty]
    [Display(Name = "来源")]
    public string? Source { get; set; }

    [BindProperty]
    [Display(Name = "名单日期")]
    public DateOnly? AsOf { get; set; }

    [BindProperty]
    [Display(Name = "部门交来的表")]
    public IFormFile? Sheet { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? AreaChoice { get; set; }

    public DivisionPicker Picker { get; private set; } = new("Area", "名单覆盖的地区");

    public IReadOnlyList<Delivery> Earlier { get; private set; } = [];

    public IReadOnlyDictionary<int, NamedDivision> Areas { get; private set; } = new Dictionary<int, NamedDivision>();

    public IReadOnlyDictionary<Guid, int> Waiting { get; private set; } = new Dictionary<Guid, int>();

    public int FromAge(DeliverySource source) => source.FromAge ?? words.ElderAge;

    public string FileName(Delivery delivery) => delivery.OpenFileName(vault);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await Load(cancel);
        // An office takes the lists of one area over and over.
        if (Earlier.Count > 0 && Areas.TryGetValue(Earlier[0].AreaId, out var last))
        {
            Picker = Picker with { Text = $"{last.Division.Code} {last.Path}" };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var picked = await pick.Run(Area, AreaChoice, cancel);
        Picker = Picker with
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : Area,
            Choices = picked.Choices,
        };
        if (Sheet is null)
        {
            ModelState.AddModelError(nameof(Sheet), "请选择部门交来的表（.xlsx、.xls 或 .csv）");
        }
        else if (Sheet.Length > OpenSheet.LargestFile)
        {
            ModelState.AddModelError(nameof(Sheet), "文件超过 20 MB。请按乡镇分成几个文件");
        }
        else if (await Take(picked, cancel) is { } taken)
        {
            return taken;
        }

        await Load(cancel);
        return Page();
    }

    private async Task<IActionResult?> Take(PickedDivision picked, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await Sheet!.CopyToAsync(bytes, cancel);
        var name = Path.GetFileName(Sheet.FileName);
        var draft = new DeliveryDraft(Source, picked.Chosen?.Division, AsOf, name, bytes.ToArray());
        try
        {
            var result = await take.Run(draft, user, cancel);
            if (result.Succeeded)
            {
                TempData["Flash"] =
                    result.Value.Already ? "同一个文件以前收过，没有再收一次。下面就是那一次。"
                    : result.Value.IsUnderstood ? "已收下，正在比对，档案不会改动。可以离开这一页，比对会继续。"
                    : "已收下。它不是我们的模板，请先说明各列是什么。";
                return RedirectToPage("/Exchange/Delivering/ShowDelivery", new { id = result.Value.Id });
            }

            foreach (var refusal in result.Refusals)
            {
                var asks = refusal.Field == nameof(Area) && !string.IsNullOrWhiteSpace(Area) && picked.Chosen is null;
                ModelState.AddModelError(refusal.Field ?? "", asks ? picked.Problem : refusal.Sentence);
            }
        }
        catch (UnreadableFileException refused)
        {
            ModelState.AddModelError(nameof(Sheet), $"{refused.Message}。{refused.Remedy}");
        }

        return null;
    }

    private async Task Load(CancellationToken cancel)
    {
        Earlier = await lines.Newest(user.Scope, Shown, cancel);
        Areas = await divisions.Named(Earlier.Select(d => d.AreaId), cancel);
        Waiting = await lines.Waiting([.. Earlier.Select(d => d.Id)], cancel);
    }
}
