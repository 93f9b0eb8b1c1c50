using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>A line in words: what the list says beside what the file says.</summary>
/// <param name="Person">Name, age, masked number; of somebody missing, as the last list had it.</param>
/// <param name="Note">What follows from accepting it, and what has to be looked at.</param>
public sealed record LineView(
    DeliveryDifference Line,
    string Title,
    string Name,
    string Person,
    string Says,
    string Knows,
    string Note,
    bool NeedsHome
)
{
    public bool IsOpen => Line.Decision == DifferenceDecision.Open;
}

/// <summary>Puts lines into words. What a file says is told only of people in the reader's scope.</summary>
public sealed class DescribeLines(
    RefreshRow rows,
    DivisionLookup divisions,
    RegistryWords words,
    PolicySet policies,
    TimeProvider clock
)
{
    public const string Elsewhere = "该号码已在其他地区建档，请发起转入核对";

    public async Task<IReadOnlyList<LineView>> Run(
        Delivery delivery,
        IReadOnlyList<DeliveryDifference> lines,
        Scope scope,
        CancellationToken cancel
    )
    {
        var sights = (await rows.Sights(delivery, lines, scope, cancel)).ToDictionary(s => s.Line.Id);
        var homes = sights
            .Values.SelectMany(s =>
                new[] { s.Draft.HomeId, (s.Whom as Whom.Known)?.Elder.HomeId }.OfType<int>().Where(id => id > 0)
            )
            .ToList();
        var places = await divisions.Named(homes, cancel);
        return
        [
            .. lines.Select(line =>
                sights.TryGetValue(line.Id, out var sight) ? Describe(sight, places) : NoLongerKept(line)
            ),
        ];
    }

    private static LineView NoLongerKept(DeliveryDifference line) =>
        new(line, DeliveryWords.Of(line.Kind), "", "明细只保留最近一份名单", "", "", "", false);

    private LineView Describe(LineInSight sight, IReadOnlyDictionary<int, NamedDivision> places)
    {
        var (draft, line) = (sight.Draft, sight.Line);
        var known = sight.Whom as Whom.Known;
        string Place(int? id) =>
            id is > 0 && places.TryGetValue(id.Value, out var place) ? place.Path : "没有写村（居）";
        LineView View(string title, string says, string knows, string note = "") =>
            new(line, title, draft.Name!, Person(draft), says, knows, note, IsUnplaced(sight));

        // Decided lines may have lost their other side meanwhile; whoever is out of scope has none for the reader.
        if (known is null && line.Kind is not (DifferenceKind.New or DifferenceKind.Conflict))
        {
            return View(DeliveryWords.Of(line.Kind), "", sight.Whom is Whom.Elsewhere ? Elsewhere : "没有档案");
        }

        return (line.Kind, line.What) switch
        {
            (DifferenceKind.New, _) => View(
                "新增",
                $"{Place(draft.HomeId)}；{Claim(draft)}",
                known is null ? "没有档案" : "已有档案",
                NewNote(draft)
            ),
            (DifferenceKind.Category, _) => View(words.Name(line.What), Claim(draft), $"档案中：{Held(known!)}"),
            (DifferenceKind.Changed, FindDifferences.Home) => View(
                "居住地",
                Place(draft.HomeId),
                Place(known!.Elder.HomeId),
                "接受后自名单日期起住在名单所写的村（居），以前的数字仍算在原处；名单写的是户籍地的请不接受"
            ),
            (DifferenceKind.Changed, FindDifferences.Birth) => View(
                "出生日期",
                $"{draft.BirthDate:yyyy-MM-dd}",
                $"{known!.Elder.BirthDate:yyyy-MM-dd}",
                "请对照证件"
            ),
            (DifferenceKind.Changed, _) => View(
                "残疾人证",
                Papers(draft.DisabilityCertificate, draft.Categories[0].Assessment),
                KnownPapers(draft, known!),
                Falls(sight, known!)
            ),
            (DifferenceKind.Missing, _) => View(
                "缺失",
                $"这一份没有，最近一次在列是 {sight.Row.LastSeen:yyyy-MM-dd}",
                $"档案中：{Held(known!)}",
                "是不再符合、去世、迁出，还是来源漏报？没有决定以前，档案不变"
            ),
            (_, FindDifferences.Name) => View(
                "一号两名",
                draft.Name!,
                known?.Elder.Name ?? "",
                "查清是同一人写错或改名（接受：更正档案姓名），还是号码写错（不接受）；决定以前，这一行的其他内容都不采用"
            ),
            (_, FindDifferences.Alike) => View(
                "疑似同一人",
                $"{Place(draft.HomeId)}；{Claim(draft)}",
                "本村（居）有同名、同日出生而没有号码的档案",
                "同一人的补上号码，另一个人的新建档案"
            ),
            (_, FindDifferences.Left) => View(
                "已注销",
                Claim(draft),
                known is { Elder: { LeftOn: { } on } elder }
                    ? $"{on:yyyy-MM-dd} 已离开：{RegistryWords.LeftBecause(elder.LeftReason)}"
                    : "档案已恢复",
                "来源没有更新的，写明情况不接受；确仍在本地的，先在档案中重新纳入，再重新对照"
            ),
            _ => View("别处已建档", Claim(draft), Elsewhere, "转入核对办结后再重新对照"),
        };
    }

    private static bool IsUnplaced(LineInSight sight) =>
        sight is { Line.Kind: DifferenceKind.New, Draft.HomeId: null or 0 };

    private string Person(ElderDraft draft) =>
        $"{RegistryWords.Of(draft.Sex)} {RegistryWords.Age(draft.BirthDate!.Value, clock.Today())}岁 {Mask.Number(draft.IdNumber)}";

    private string Claim(ElderDraft draft)
    {
        var claim = draft.Categories[0];
        var papers = draft.DisabilityCertificate is null
            ? ""
            : $"（{Papers(draft.DisabilityCertificate, claim.Assessment)}）";
        return $"{words.Name(claim.Key)}，自 {claim.From:yyyy-MM-dd}{papers}";
    }

    private static string Papers(string? certificate, Assessment? said) =>
        $"{said?.Result ?? "等级未登记"} · {Mask.Number(certificate) ?? "证号未登记"}{(said?.ValidUntil is { } until ? $" · 有效至 {until.AddDays(-1):yyyy-MM-dd}" : "")}";

    private string KnownPapers(ElderDraft draft, Whom.Known known)
    {
        var held = FindDifferences.Held(draft, known.Now, policies.Dictionary);
        return $"{words.Name(held?.Key ?? "")}：{Papers(known.Certificate, held is null ? null : new Assessment(held.AssessmentResult, null, null, held.AssessmentValidUntil))}";
    }

    private string Falls(LineInSight sight, Whom.Known known) =>
        FindDifferences.NoLongerSaid(sight.Source, sight.Draft, known.Now).Select(words.Name).ToList()
            is { Count: > 0 } falls
            ? $"接受后“{string.Join("、", falls)}”随之取消，改为“{words.Name(sight.Draft.Categories[0].Key)}”"
            : "";

    private string Held(Whom.Known known) =>
        known.Now.Categories.Count == 0
            ? "没有任何类别"
            : string.Join(
                "、",
                known.Now.Categories.Values.Select(f => $"{words.Word(f.Key!)}（{f.Source ?? "来源未写明"}）")
            );

    private string NewNote(ElderDraft draft)
    {
        var from = words.ElderFrom(draft.BirthDate!.Value);
        var becomes =
            from > clock.Today()
                ? $"未满{words.ElderAge}周岁：接受后先保留，{from:yyyy-MM-dd} 自动纳入"
                : "接受后建档并纳入台账";
        string?[] missing =
        [
            draft.HomeId is > 0 ? null : "村（居）",
            draft.Address is null ? "住址" : null,
            draft.Phone is null ? "电话" : null,
            "紧急联系人",
            "探访意愿",
            "责任人",
        ];
        return $"{becomes}。档案还缺：{string.Join("、", missing.OfType<string>())}";
    }
}
