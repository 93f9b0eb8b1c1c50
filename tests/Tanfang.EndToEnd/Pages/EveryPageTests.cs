using Microsoft.EntityFrameworkCore;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>Every page that can be reached, at the desk and on a phone: no barrier (WCAG 2.2 AA), no complaint of the browser, a picture to look at.</summary>
public sealed class EveryPageTests(Browser browser, DemoOffice office, OneTab tab)
    : IClassFixture<DemoOffice>,
        IClassFixture<OneTab>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pages =>
        new()
        {
            { "desk", "/" },
            { "desk-township", "/?division=140426101" },
            { "reminders", "/reminders?division=140426" },
            { "reminders-print", "/reminders/print?division=140426101" },
            { "search", "/search" },
            { "elders", "/elders?page=2" },
            { "elders-none", "/elders?q=龘" },
            { "elder-new", "/elders/new" },
            { "unassigned", "/elders/unassigned" },
            { "elder", "/elders/{elder}" },
            { "elder-past", "/elders/{elder}?on=2026-09-01" },
            { "elder-edit", "/elders/{elder}/edit" },
            { "elder-household", "/elders/{elder}/household" },
            { "elder-contacts", "/elders/{elder}/contacts" },
            { "elder-split", "/elders/{elder}/split" },
            { "elder-transfer", "/elders/{elder}/transfer" },
            { "duplicates", "/elders/duplicates?by=name" },
            { "merge", "/elders/merge?kept={one}&merged={other}" },
            { "merge-undo", "/elders/merges/{merge}/undo" },
            { "elder-merged", "/elders/{joined}" },
            { "transfers", "/transfers" },
            { "elder-responsible", "/elders/{elder}/responsible" },
            { "fact-category", "/elders/{elder}/facts/new?kind=category" },
            { "fact-consent", "/elders/{elder}/facts/new?kind=consent" },
            { "visit-new", "/elders/{elder}/visits/new" },
            { "visits", "/elders/{elder}/visits" },
            { "attempt-new", "/elders/{elder}/attempts/new" },
            { "care", "/elders/{elder}/care" },
            { "care-new", "/elders/{elder}/care/new" },
            { "emergencies", "/emergencies" },
            { "emergency-open", "/emergencies/{open}" },
            { "emergency-closed", "/emergencies/{closed}" },
            { "visit-signed", "/visits/{signed}" },
            { "form-signed", "/elders/{signedBy}/form?visit={signed}" },
            { "visit-signed-correct", "/visits/{signed}/correct" },
            { "plan-new", "/elders/{elder}/plan" },
            { "plans", "/plans" },
            { "plans-none", "/plans?What=none" },
            { "plan-elder", "/elders/{planned-elder}" },
            { "plan-revise", "/elders/{planned-elder}/plan/{plan}" },
            { "plan-end", "/elders/{planned-elder}/plan/{plan}/end" },
            { "plan-history", "/elders/{planned-elder}/plans" },
            { "form", "/elders/{elder}/form" },
            { "visit", "/visits/{visit}" },
            { "visit-correct", "/visits/{visit}/correct" },
            { "visit-void", "/visits/{visit}/void" },
            { "obligations", "/obligations" },
            { "rates", "/rates?division=140426&month=2026-10" },
            { "charts", "/rates/charts?division=140426&month=2026-10" },
            { "rates-village", "/rates?division=140426101&month=2026-10" },
            { "rates-people", "/rates/people?division=140426&month=2026-10&bucket=counted" },
            { "import", "/import" },
            { "import-errors", "/import/{import}" },
            { "import-columns", "/import/columns" },
            { "entry", "/entry" },
            { "entry-batch", "/entry/{batch}" },
            { "entry-sheet", "/entry/{batch}?handler=Next" },
            { "import-mapping", "/import/{unmapped}/mapping" },
            { "import-mappings", "/import/mappings" },
            { "import-paste", "/import/paste" },
            { "reviews", "/import/reviews" },
            { "deliveries", "/deliveries" },
            { "delivery", "/deliveries/{delivery}" },
            { "delivery-mapping", "/deliveries/{unmappedDelivery}/mapping" },
            { "delivery-line", "/deliveries/{delivery}/lines/{deliveryLine}" },
            { "quarantine", "/quarantine" },
            { "quarantine-handover", "/quarantine/handover" },
            { "policies", "/policies" },
            { "policy", "/policies/changzhi-2023-38" },
            { "divisions", "/divisions?q=黎城" },
            { "division", "/divisions/{county}" },
            { "changes", "/divisions/changes" },
            { "change-new", "/divisions/changes/new" },
            { "change-places", "/divisions/changes/{change}/places" },
            { "change-people", "/divisions/changes/{change}/people" },
            { "change-document", "/divisions/changes/{change}/document" },
            { "change-preview", "/divisions/changes/{change}/preview" },
            { "change-planned", "/divisions/changes/{planned}" },
            { "situations", "/situations" },
            { "visitors", "/visitors" },
            { "visitor", "/visitors/{visitor}" },
            { "visitor-handover", "/visitors/{visitor}/handover" },
            { "feedback", "/feedback" },
            { "devices", "/devices" },
            { "doors", "/doors" },
            { "door", "/elders/{elder}/door" },
            { "door-card", "/elders/{doored}/door/card" },
            { "door-passer-by", "/d/K7QM-3X9D-R0H" },
            { "operations", "/operations" },
            { "audit", "/audit" },
            { "emergency", "/emergency-access" },
            { "screenings", "/screenings" },
            { "screening-new", "/screenings/new" },
            { "screening", "/screenings/{round}" },
            { "screening-households", "/screenings/{round}/households?area={village}" },
            { "screening-silent", "/screenings/{round}/silent" },
            { "screening-answer", "/screenings/households/{household}" },
            { "changes", "/changes" },
            { "stale", "/elders/stale" },
            { "consent-due", "/elders/consent-due?days=90" },
            { "grids", "/grids" },
            { "grids-unplaced", "/grids/unplaced" },
            { "print", "/print" },
            { "print-chosen", "/print/{print}" },
            { "print-find", "/print/find" },
            { "print-receive", "/print/receive" },
            { "print-copies", "/print/copies" },
            { "print-scans", "/print/scans" },
            { "print-claim", "/print/scans/{waiting}" },
            { "ledger", "/ledger?division={inhabited}" },
            { "notice", "/notice?division=140426" },
            { "notice-fields", "/notice/fields" },
            { "copy", "/elders/{elder}/copy" },
            { "erasure", "/elders/{elder}/erasure" },
            { "erasures", "/erasures" },
            { "retention", "/retention" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_keeps_nobody_out_at_the_desk_or_on_a_phone(string name, string path)
    {
        var address = office.At(await Fill(path));
        var desk = await tab.GoAsync(browser, address);
        await desk.PictureAsync(name);
        await desk.HasNoBarrierAsync();
        await desk.TurnAsync(Screen.Phone);
        await desk.HasNoBarrierAsync();

        Assert.DoesNotContain(await Heading(desk), new List<string> { "没有找到", "出错了" });
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_and_leads_back()
    {
        var desk = await tab.GoAsync(browser, office.At("/nothing-here"));

        Assert.Equal("没有找到", await Heading(desk));
        await desk.HasNoBarrierAsync();
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "回到工作台" }).ClickAsync();
        Assert.Equal("工作台", await Heading(desk));
    }

    private static async Task<string> Heading(Tab desk) =>
        (await desk.Page.Locator("h1").First.TextContentAsync() ?? "").Trim();

    private async Task<string> Fill(string path)
    {
        var visit = await office.Read(db =>
            db.Visits.Where(v => !v.IsAttempt && v.Ordinal > 1)
                .OrderBy(v => v.Id)
                .Select(v => new { v.Id, v.ElderId })
                .FirstAsync(Cancel)
        );
        var county = await office.Read(db =>
            db.Divisions.Where(d => d.Code == "140426").Select(d => d.Id).SingleAsync(Cancel)
        );
        var household = await office.Read(db =>
            db.ScreeningHouseholds.Where(h => h.RoundId == office.Round).OrderBy(h => h.Id).FirstAsync(Cancel)
        );
        var plan = await office.Read(db => db.HelpPlans.OrderBy(p => p.DueOn).FirstAsync(Cancel));
        var merge = await office.Read(db => db.ElderMerges.Select(m => m.Id).SingleAsync(Cancel));
        var inhabited = await office.Read(db =>
            db.Divisions.Where(d => d.Id == household.VillageId).Select(d => d.Code).SingleAsync(Cancel)
        );
        var visitor = await office.Read(db => db.Visitors.OrderBy(v => v.Id).Select(v => v.Id).FirstAsync(Cancel));
        return path.Replace("{visitor}", $"{visitor}", StringComparison.Ordinal)
            .Replace("{doored}", $"{office.Doored}", StringComparison.Ordinal)
            .Replace("{one}", $"{office.Likely.One}", StringComparison.Ordinal)
            .Replace("{other}", $"{office.Likely.Other}", StringComparison.Ordinal)
            .Replace("{merge}", $"{merge}", StringComparison.Ordinal)
            .Replace("{joined}", $"{office.Merged.One}", StringComparison.Ordinal)
            .Replace("{inhabited}", inhabited, StringComparison.Ordinal)
            .Replace("{plan}", plan.Id.ToString(), StringComparison.Ordinal)
            .Replace("{planned-elder}", plan.ElderId.ToString(), StringComparison.Ordinal)
            .Replace("{round}", office.Round.ToString(), StringComparison.Ordinal)
            .Replace("{household}", household.Id.ToString(), StringComparison.Ordinal)
            .Replace("{village}", $"{household.VillageId}", StringComparison.Ordinal)
            .Replace("{elder}", visit.ElderId.ToString(), StringComparison.Ordinal)
            .Replace("{visit}", visit.Id.ToString(), StringComparison.Ordinal)
            .Replace("{delivery}", office.Delivery.ToString(), StringComparison.Ordinal)
            .Replace("{unmappedDelivery}", office.UnmappedDelivery.ToString(), StringComparison.Ordinal)
            .Replace("{deliveryLine}", office.DeliveryLine.ToString(), StringComparison.Ordinal)
            .Replace("{open}", office.Open.ToString(), StringComparison.Ordinal)
            .Replace("{closed}", office.Closed.ToString(), StringComparison.Ordinal)
            .Replace("{signedBy}", office.SignedBy.ToString(), StringComparison.Ordinal)
            .Replace("{signed}", office.Signed.ToString(), StringComparison.Ordinal)
            .Replace("{change}", office.Change.ToString(), StringComparison.Ordinal)
            .Replace("{planned}", office.Planned.ToString(), StringComparison.Ordinal)
            .Replace("{waiting}", office.Waiting.ToString(), StringComparison.Ordinal)
            .Replace("{print}", office.Print.ToString(), StringComparison.Ordinal)
            .Replace("{import}", office.Import.ToString(), StringComparison.Ordinal)
            .Replace("{batch}", office.Batch.ToString(), StringComparison.Ordinal)
            .Replace("{unmapped}", office.Unmapped.ToString(), StringComparison.Ordinal)
            .Replace("{county}", $"{county}", StringComparison.Ordinal);
    }
}
