using Microsoft.AspNetCore.Mvc;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>/divisions/changes/{id}/places: which divisions, and what becomes of them.</summary>
public sealed class ChangePlaces(
    TanfangDb db,
    KeepPlaces places,
    KeepDraft draft,
    PickDivision pick,
    DivisionLookup lookup,
    CurrentUser user
) : ChangeStep(db, user)
{
    public override string Here => "places";

    [BindProperty]
    public string? Add { get; set; }

    [BindProperty]
    public string? AddChoice { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    [BindProperty]
    public string? IntoChoice { get; set; }

    [BindProperty]
    public List<TargetInput> Targets { get; set; } = [];

    [BindProperty]
    public Dictionary<Guid, string?> NewCode { get; set; } = [];

    public DivisionPicker Source { get; private set; } = new(nameof(Add), "再加一个");

    public DivisionPicker Target { get; private set; } = new(nameof(Into), "已有的");

    public string SourceHead =>
        Change.Kind switch
        {
            ChangeKind.Merge => "要并掉的",
            ChangeKind.Move => "要划走的村（社区）",
            ChangeKind.Split => "要拆分的",
            ChangeKind.Withdraw => "要撤销的",
            _ => "要变更的",
        };

    /// <summary>Merging, moving and withdrawing take several; the others one.</summary>
    public bool TakesMore =>
        Change.Kind is ChangeKind.Merge or ChangeKind.Move or ChangeKind.Withdraw || Sheet.From.Count == 0;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        ModelState.Clear();
        return await Load(id, cancel) ?? await Fill(cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        // What stands in the box to be added was meant to be added.
        var added = !TakesMore || string.IsNullOrWhiteSpace(Add + AddChoice) || await AddSource(id, cancel);
        return await Save(id, cancel) && added ? Redirect(Next) : await Again(id, cancel);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken cancel)
    {
        var saved = await Save(id, cancel);
        return saved & await AddSource(id, cancel) ? Redirect(At("places")) : await Again(id, cancel);
    }

    public async Task<IActionResult> OnPostKeepAsync(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is { } answer)
        {
            return answer;
        }

        Show((await places.Targets(Me.Scope, id, Sheet.From.FirstOrDefault(), Targets, NewCode, cancel)).Refusals);
        return ModelState.IsValid ? Redirect(At("places")) : await Again(id, cancel);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid part, CancellationToken cancel)
    {
        await Save(id, cancel);
        Show((await places.Remove(Me.Scope, id, part, cancel)).Refusals);
        return ModelState.IsValid ? Redirect(At("places")) : await Again(id, cancel);
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken cancel)
    {
        await draft.Discard(Me.Scope, id, cancel);
        return Redirect("/divisions/changes");
    }

    private async Task<bool> AddSource(Guid id, CancellationToken cancel)
    {
        var picked = await pick.Run(Add, AddChoice, cancel);
        if (picked.Chosen is null)
        {
            Source = Source with { Text = Add, Choices = picked.Choices };
            ModelState.AddModelError(
                nameof(Add),
                string.IsNullOrWhiteSpace(Add) ? "没有写要加入哪一个" : picked.Problem
            );
            return false;
        }

        var result = await places.AddSource(Me.Scope, id, picked.Chosen.Division.Id, cancel);
        Show(result.Refusals);
        return result.Succeeded;
    }

    /// <summary>What was typed is kept at every button.</summary>
    private async Task<bool> Save(Guid id, CancellationToken cancel)
    {
        if (await Load(id, cancel) is not null)
        {
            return false;
        }

        var picked = await pick.Run(Into, IntoChoice, cancel);
        if (picked.Chosen is null && !string.IsNullOrWhiteSpace(Into))
        {
            Target = Target with { Text = Into, Choices = picked.Choices };
            ModelState.AddModelError(nameof(Into), picked.Problem);
            return false;
        }

        var result = await places.Targets(Me.Scope, id, picked.Chosen?.Division, Targets, NewCode, cancel);
        Show(result.Refusals);
        return result.Succeeded;
    }

    private async Task<IActionResult> Again(Guid id, CancellationToken cancel) =>
        await Load(id, cancel) ?? await Fill(cancel);

    private async Task<IActionResult> Fill(CancellationToken cancel)
    {
        var chosen = Sheet.Targets.FirstOrDefault(p => !p.IsNew && Change.Kind is ChangeKind.Merge or ChangeKind.Move);
        if (
            chosen?.DivisionId is { } into
            && await lookup.Named(into, cancel) is { } named
            && Target.Choices.Count == 0
        )
        {
            Target = Target with { Text = $"{named.Division.Code} {named.Path}" };
        }

        Targets =
        [
            .. Sheet
                .Targets.Where(p => p != chosen)
                .Select(p => new TargetInput
                {
                    Id = p.Id,
                    Name = p.Name,
                    Code = p.Code,
                    Groups = p.Groups,
                }),
        ];
        var rows = Change.Kind == ChangeKind.Split ? Math.Max(2, Targets.Count + 1) : 1;
        while (Targets.Count < rows)
        {
            Targets.Add(new TargetInput());
        }

        return Page();
    }
}
