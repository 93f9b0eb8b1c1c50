using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>/deliveries/{id}: one list with its counts and its lines, page by page; several lines of a kind are decided at once after they were seen.</summary>
public sealed class ShowDeliveryModel(
    DeliveryLines lines,
    DescribeLines describe,
    AcceptLines accept,
    RefuseLines refuse,
    EndDelivery end,
    CompareAgain again,
    ImportProgress progress,
    DivisionLookup divisions,
    ActorNames names,
    Vault vault,
    CurrentUser user
) : PageModel
{
    public const int ErrorsShown = 100;

    public string Bringer { get; private set; } = "";

    [BindProperty(SupportsGet = true)]
    public DifferenceKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DifferenceDecision State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>全选本页: every box of the page is ticked when it comes.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty]
    public List<Guid> Lines { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public Delivery Delivery { get; private set; } = null!;

    public DeliverySource Source { get; private set; } = null!;

    public NamedDivision? Area { get; private set; }

    public string FileName { get; private set; } = "";

    public DeliveryErrors Errors { get; private set; } = new([], []);

    public IReadOnlyDictionary<(DifferenceKind, DifferenceDecision), int> Counts { get; private set; } =
        new Dictionary<(DifferenceKind, DifferenceDecision), int>();

    public Page<DeliveryDifference> Rows { get; private set; } = new([], 1, DeliveryLines.Size, 0);

    public IReadOnlyList<LineView> Views { get; private set; } = [];

    /// <summary>How the file is read, when it is not the source's template.</summary>
    public ImportJob.JobMap? Map { get; private set; }

    public bool CanBeMapped { get; private set; }

    public bool IsUnderWay => Delivery.State is DeliveryState.Waiting or DeliveryState.Running;

    public (int Done, int Total) Progress => progress.Of(Delivery.Id) ?? (0, 0);

    /// <summary>Whether there is anything to see and decide.</summary>
    public bool IsCompared => Delivery.State is DeliveryState.Open or DeliveryState.Closed;

    public bool IsOpen => Delivery.State == DeliveryState.Open;

    /// <summary>What waits can be chosen and decided together; who is who has to be looked at one by one.</summary>
    public bool CanChoose => IsOpen && State == DifferenceDecision.Open && Rows.Total > 0;

    public int Count(DifferenceKind kind, DifferenceDecision decision) => Counts.GetValueOrDefault((kind, decision));

    public int Open => DeliveryWords.Kinds.Sum(k => Count(k.Kind, DifferenceDecision.Open));

    public string At(DifferenceKind kind, DifferenceDecision state, int page = 1, bool all = false) =>
        Link.To(
            $"/deliveries/{Delivery.Id}",
            ("kind", (int)kind),
            ("state", (int)state),
            ("p", page == 1 ? null : page),
            ("all", all ? "true" : null)
        );

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        !await Load(id, cancel) ? NotFound()
        : Delivery.State == DeliveryState.Unmapped ? RedirectToPage("/Exchange/Delivering/MapDelivery", new { id })
        : Page();

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancel)
    {
        TempData["Flash"] = await again.Retry(id, user, cancel) ? "正在再次比对。" : "这份名单已经在比对或已有决定。";
        return RedirectToPage(new { id });
    }

    public Task<IActionResult> OnPostAcceptAsync(Guid id, string? choice, CancellationToken cancel) =>
        Decide(
            id,
            async () =>
            {
                var done = await accept.Run(id, Lines, new Acceptance(choice), user, cancel);
                TempData["Flash"] = AcceptedSentence(done);
                return [.. done.Refused.Select(r => $"{RowNumber.Say(r.Row)}：{r.Refusal.Sentence}").Take(20)];
            },
            cancel
        );

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancel) =>
        Decide(
            id,
            async () =>
            {
                var done = await refuse.Run(id, Lines, Reason, user, cancel);
                TempData["Flash"] = done.Succeeded
                    ? $"{done.Value} 条不接受，理由已记下；同样的差异下次不再问。"
                    : null;
                return [.. done.Refusals.Select(r => r.Sentence)];
            },
            cancel
        );

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancel) =>
        Ended(await end.Close(id, user, cancel), "已结束核对。下一份名单将与它比对；没有决定的，下次再问。", id);

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel) =>
        Ended(await end.Drop(id, user, cancel), "已退回，名单内容已删除，档案没有改动。", id);

    internal static string AcceptedSentence(AcceptedLines done) =>
        $"接受了 {done.Done} 条。"
        + (done.Moot > 0 ? $"{done.Moot} 条已经没有差异。" : "")
        + (done.Refused.Count > 0 ? $"{done.Refused.Count} 条没有接受，原因见下。" : "");

    private async Task<IActionResult> Decide(Guid id, Func<Task<List<string>>> work, CancellationToken cancel)
    {
        if (Lines.Count is 0 or > DeliveryLines.Size)
        {
            ModelState.AddModelError(
                "",
                Lines.Count == 0 ? "没有选中任何一条。请先勾选，或用“全选本页”" : "一次最多决定一页"
            );
        }
        else
        {
            (await work()).ForEach(problem => ModelState.AddModelError("", problem));
        }

        if (!ModelState.IsValid)
        {
            return await Load(id, cancel) ? Page() : NotFound();
        }

        return RedirectToPage(
            new
            {
                id,
                kind = (int)Kind,
                state = (int)State,
                p = P,
            }
        );
    }

    private RedirectToPageResult Ended(Result<Guid> result, string flash, Guid id)
    {
        TempData["Flash"] = result.Succeeded ? flash : result.Refusals[0].Sentence;
        return RedirectToPage(new { id });
    }

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        if (await lines.Find(id, user.Scope, cancel) is not { } delivery)
        {
            return false;
        }

        (Delivery, Source) = (delivery, DeliverySource.Find(delivery.Source)!);
        (FileName, Errors) = (delivery.OpenFileName(vault), delivery.OpenErrors(vault));
        (Map, CanBeMapped) = (delivery.OpenMap(vault), await again.CanBeMapped(delivery, cancel));
        Area = await divisions.Named(delivery.AreaId, cancel);
        Bringer = await names.Of(delivery.CreatedBy, cancel);
        Counts = await lines.Counts(id, cancel);
        if (!Enum.IsDefined(Kind))
        {
            Kind = DeliveryWords
                .Kinds.Select(k => k.Kind)
                .FirstOrDefault(k => Count(k, DifferenceDecision.Open) > 0, DifferenceKind.New);
        }

        State = Enum.IsDefined(State) ? State : DifferenceDecision.Open;
        Rows = await lines.Page(id, Kind, State, P, cancel);
        P = Rows.Number;
        Views = await describe.Run(delivery, Rows.Items, user.Scope, cancel);
        return true;
    }
}
