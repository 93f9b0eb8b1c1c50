using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>/reminders: 催办清单, whom to remind of how many; to print, to take away, to paste into a message.</summary>
public sealed class ReminderList(
    ReadReminders read,
    RecordReminder record,
    PickDivision pick,
    RuleWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    public ReminderQuestion Asked { get; private set; } = new(null, ReminderQuestion.DefaultDays, null);

    public DivisionPicker Picker { get; private set; } = null!;

    public string? Problem { get; private set; }

    public IReadOnlyList<UrgentGroup> Groups { get; private set; } = [];

    public IReadOnlyDictionary<string, Reminder> Last { get; private set; } = new Dictionary<string, Reminder>();

    public DateOnly Today { get; } = clock.Today();

    public string AsOf { get; } = ChinaTime.Show(clock.Now());

    /// <summary>A fresh key for each form: sent twice it is one act.</summary>
    public Guid NewAct() => Guid.CreateVersion7(clock.Now());

    public RuleWords Words => words;

    public async Task OnGetAsync(
        string? division,
        string? divisionChoice,
        string? days,
        string? responsible,
        CancellationToken cancel
    )
    {
        if (!await Ask(division, divisionChoice, days, responsible, cancel))
        {
            return;
        }

        Last = await read.Last(Groups, cancel);
        ViewData["AsOf"] = AsOf;
    }

    /// <summary>The list as a workbook, names masked.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(
        string? division,
        string? divisionChoice,
        string? days,
        string? responsible,
        CancellationToken cancel
    )
    {
        if (!await Ask(division, divisionChoice, days, responsible, cancel))
        {
            return Page();
        }

        var book = new ListBook(
            "催办清单",
            $"{Picker.Text ?? "全部"}；逾期和{ReminderWords.Within(Asked.Days)}到期；数据截至 {AsOf}；姓名已遮盖",
            [("责任人", 12), ("居住地", 40), ("姓名", 12), ("情况", 24), ("应访期限", 12), ("依据", 60)]
        );
        foreach (var (group, elder, duty) in Lines())
        {
            book.Add(
                group.Name,
                elder.Home.Path,
                Mask.Name(elder.Name),
                ReminderWords.Of(duty, Today),
                $"{duty.DueOn:yyyy-MM-dd}",
                words.Sentence(duty.Rule)
            );
        }

        return book.ToFile();
    }

    /// <summary>It was done: kept, and shown at the desk as the last reminder. Printing leads on to the paper.</summary>
    public async Task<IActionResult> OnPostAsync(
        Guid act,
        ReminderWay way,
        string? division,
        string? days,
        string? responsible,
        CancellationToken cancel
    )
    {
        if (!await Ask(division, null, days, responsible, cancel))
        {
            return Page();
        }

        var done = await record.Run(act, Groups, way, Asked.Days, user.Actor, cancel);
        if (!done.Succeeded)
        {
            Problem = done.Refusals[0].Sentence;
            return Page();
        }

        TempData["Flash"] = $"已记下：催办 {done.Value} 位责任人（{ReminderWords.Of(way)}）。";
        return Redirect(
            way == ReminderWay.Printed ? Asked.At("/reminders/print") : (Asked with { Responsible = null }).At()
        );
    }

    public string Message(UrgentGroup group) =>
        ReminderWords.Message(
            group,
            Asked.Days,
            Today,
            AsOf,
            $"{Request.Scheme}://{Request.Host}{Asked.At(responsible: group.Key)}"
        );

    private IEnumerable<(UrgentGroup, UrgentElder, UrgentDuty)> Lines() =>
        from g in Groups
        from e in g.Elders
        from d in e.Duties
        select (g, e, d);

    private async Task<bool> Ask(
        string? division,
        string? divisionChoice,
        string? days,
        string? responsible,
        CancellationToken cancel
    )
    {
        ModelState.Clear();
        var picked = await pick.Run(division, divisionChoice, cancel);
        Picker = new DivisionPicker("division", "居住地")
        {
            Text = picked.Chosen is { } chosen ? $"{chosen.Division.Code} {chosen.Path}" : division,
            Choices = picked.Choices,
        };
        Asked = new ReminderQuestion(
            picked.Chosen?.Division.Code,
            ReminderQuestion.DaysFrom(days),
            string.IsNullOrWhiteSpace(responsible) ? null : responsible
        );
        if (picked.Chosen is null && DivisionPicker.Wanted(division, divisionChoice) is not null)
        {
            Problem = picked.Problem;
            return false;
        }

        Groups = await read.Groups(user.Scope, picked.Chosen?.Division.Id, Asked, cancel);
        return true;
    }
}
