using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Shared;

namespace Tanfang.Registry.Merging;

/// <summary>/elders/duplicates?by=: files that may be one person's, two by two.</summary>
public sealed class DuplicatesPage(
    FindDuplicates find,
    ReadSides read,
    TellApart tell,
    RegistryWords words,
    CurrentUser user
) : PageModel
{
    private const int PairsOnAPage = 10;

    public static IReadOnlyList<(AlikeBy By, string Key, string Name)> Ways { get; } =
    [
        (AlikeBy.Number, "number", "号码"),
        (AlikeBy.Name, "name", "姓名、出生日期、村"),
        (AlikeBy.Phone, "phone", "电话"),
        (AlikeBy.Apart, "apart", "已确认不是同一人"),
    ];

    public AlikeBy By { get; private set; }

    public string Key => Ways.Single(w => w.By == By).Key;

    public IReadOnlyDictionary<AlikeBy, int> Counts { get; private set; } = new Dictionary<AlikeBy, int>();

    public Page<AlikePair> Pairs { get; private set; } = new([], 1, PairsOnAPage, 0);

    public IReadOnlyDictionary<Guid, ElderSide> Sides { get; private set; } = new Dictionary<Guid, ElderSide>();

    public RegistryWords Words => words;

    public Task OnGetAsync(string? by, int? p, CancellationToken cancel)
    {
        ModelState.Clear();
        return Load(by, p ?? 1, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? by, Guid one, Guid other, bool apart, CancellationToken cancel)
    {
        ModelState.Clear();
        var result = await tell.Run(user.Scope, user.Actor, one, other, apart, cancel);
        if (result.Succeeded)
        {
            TempData["Flash"] = apart ? "已记下：不是同一人。" : "已重新列入疑似重复。";
            return Redirect($"/elders/duplicates?by={Uri.EscapeDataString(by ?? "")}");
        }

        ModelState.AddModelError("", result.Refusals[0].Sentence);
        await Load(by, 1, cancel);
        return Page();
    }

    private async Task Load(string? by, int page, CancellationToken cancel)
    {
        var counts = new Dictionary<AlikeBy, int>();
        foreach (var way in Ways)
        {
            counts[way.By] = await find.Count(user.Scope, way.By, cancel);
        }

        Counts = counts;
        // Unasked: the first way that found anybody.
        By =
            Ways.Where(w => w.Key == by).Select(w => (AlikeBy?)w.By).FirstOrDefault()
            ?? Ways.FirstOrDefault(w => counts[w.By] > 0 && w.By != AlikeBy.Apart).By;
        Pairs = await find.Run(user.Scope, By, page, PairsOnAPage, cancel);
        Sides = await read.Run(user.Scope, Pairs.Items.SelectMany(p => new[] { p.One, p.Other }), cancel);
    }
}
