using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Reminding;

/// <summary>/reminders/print: a sheet for each responsible person.</summary>
public sealed class PrintReminders(
    ReadReminders read,
    DivisionLookup divisions,
    RuleWords words,
    CurrentUser user,
    TimeProvider clock
) : PageModel
{
    /// <summary>Some two hundred sheets; a browser prints no more with patience.</summary>
    public const int MostPeople = 5_000;

    public RuleWords Words => words;

    public ReminderQuestion Asked { get; private set; } = new(null, ReminderQuestion.DefaultDays, null);

    public string Place { get; private set; } = "全部";

    public IReadOnlyList<UrgentGroup> Groups { get; private set; } = [];

    public string? Problem { get; private set; }

    public DateOnly Today { get; } = clock.Today();

    public string AsOf { get; } = ChinaTime.Show(clock.Now());

    public async Task OnGetAsync(string? division, string? days, string? responsible, CancellationToken cancel)
    {
        ModelState.Clear();
        var area = string.IsNullOrWhiteSpace(division) ? null : await divisions.ByCode(division, Today, cancel);
        Asked = new ReminderQuestion(
            area?.Code,
            ReminderQuestion.DaysFrom(days),
            string.IsNullOrWhiteSpace(responsible) ? null : responsible
        );
        ViewData["Back"] = Asked.At();
        if (area is null && !string.IsNullOrWhiteSpace(division))
        {
            Problem = $"没有区划代码 {division}，请回到催办清单重新选择。";
            return;
        }

        Place = area is null ? Place : (await divisions.Named([area], cancel))[0].Path;
        var groups = await read.Groups(user.Scope, area?.Id, Asked, cancel);
        var people = groups.Sum(g => g.Elders.Count);
        if (people > MostPeople)
        {
            Problem = $"名单有 {people} 人，一次最多打印 {MostPeople} 人，请按乡镇分开打印。";
            return;
        }

        Groups = groups;
    }
}
