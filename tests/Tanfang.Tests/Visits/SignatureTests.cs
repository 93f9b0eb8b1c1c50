using System.Text;
using System.Text.Json;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.TestKit;
using Tanfang.Tests.Access;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Visits;

public sealed class SignatureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sound =>
        [
            Signatures.Drawn("elder", "", Signatures.OfSize(10_240)),
            Signatures.By(
                "elder",
                $$""" "kind":"thumbprint","image":"{{Signatures.Url(Signatures.Jpeg, "image/jpeg")}}" """
            ),
            Signatures.By("elder", $$""" "kind":"proxy","relation":"{{new string('女', 30)}}","name":null """),
            Signatures.By("elder", $$""" "kind":"refused","reason":"{{new string('因', 100)}}" """),
            Signatures.By("elder", """ "name":"代签（女儿）" """),
            "\"李探访\"",
        ];

    public static TheoryData<string, string> Unsound =>
        new()
        {
            { Signatures.Drawn("elder", "", Signatures.OfSize(10_241)), "超过 10 KB" },
            {
                Signatures.By(
                    "elder",
                    $$""" "kind":"drawn","image":"{{Signatures.Url("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/svg+xml")}}" """
                ),
                "只能是 PNG 或 JPEG"
            },
            { Signatures.By("elder", """ "image":"https://example.org/a.png" """), "只能是 PNG 或 JPEG" },
            {
                Signatures.By("elder", $$""" "kind":"drawn","image":"{{Signatures.Url(Signatures.Jpeg)}}" """),
                "不是它自称的类型"
            },
            {
                Signatures.By(
                    "elder",
                    $$""" "kind":"drawn","image":"{{Signatures.Url("GIF89a and more"u8.ToArray())}}" """
                ),
                "不是它自称的类型"
            },
            { Signatures.Drawn("elder", "", Signatures.OfSize(200)[..150]), "不完整" },
            { Signatures.Drawn("elder", "", Pictures.Png(40_000, 40_000, [1, 2, 3])), "尺寸太大" },
            { Signatures.By("elder", """ "kind":"drawn","image":"data:image/png;base64,iVBORw0KGg=!" """), "Base64" },
            { Signatures.By("elder", """ "kind":"drawn","name":"王某" """), "没有附图" },
            { Signatures.By("elder", """ "kind":"thumbprint" """), "没有附图" },
            { Signatures.By("elder", """ "kind":"stamped","name":"王某" """), "方式不在可选项之内" },
            { Signatures.By("neighbour", """ "name":"王某" """), "角色不在可选项之内" },
            { Signatures.By("elder", $$""" "kind":"proxy","relation":"{{new string('女', 31)}}" """), "超过 30 个字" },
            {
                Signatures.By("elder", $$""" "kind":"refused","reason":"{{new string('因', 101)}}" """),
                "超过 100 个字"
            },
            { Signatures.By("elder", """ "kind":"drawn","image":5 """), "应是文字" },
        };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_signature_within_the_bounds_is_kept_as_sent(string signature)
    {
        var (kept, refusals) = Read(signature);

        Assert.Empty(refusals);
        Assert.Equal(signature, kept!.Value[0].GetRawText());
    }

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_signature_outside_them_is_refused_by_its_name_and_is_not_repeated(string signature, string why)
    {
        var (kept, refusals) = Read(signature);

        Assert.Null(kept);
        var (code, reason, field) = Assert.Single(refusals);
        Assert.Equal(("invalid-field", "signatures"), (code, field));
        Assert.StartsWith("“签字”", reason, StringComparison.Ordinal);
        Assert.Contains(why, reason, StringComparison.Ordinal);
        Assert.InRange(reason.Length, 1, 30);
    }

    [Theory, BothStores]
    public async Task A_record_with_a_wrong_signature_waits_and_its_neighbour_does_not(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();

        var answers = await host.SendAsync(
            null,
            host.Item(elder, Signatures.Body(Signatures.Drawn("elder", "王某", Signatures.OfSize(10_241)))),
            host.Item(elder, Signatures.Body(Signatures.Drawn("elder", "王某")))
        );

        Assert.Equal(["quarantined", "accepted"], answers.Select(a => a.Outcome()));
        Assert.Equal("invalid-field", answers[0].Code());
    }

    [Theory, BothStores]
    public async Task What_was_signed_is_seen_on_the_visit_and_on_the_form_and_outlives_a_correction(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var elder = await host.AddElder();
        var (mine, thumb) = (Signatures.Url(Pictures.Drawn()), Signatures.Url(Signatures.Jpeg, "image/jpeg"));
        var visit = await host.TakenAsync(
            host.Item(
                elder,
                Signatures.Body(
                    Signatures.Drawn("visitor", "李探访"),
                    Signatures.By("visitor", """ "name":"王探访","kind":"refused","reason":"手伤了" """),
                    Signatures.By(
                        "elder",
                        $$""" "name":"王小女","kind":"proxy","relation":"女儿","image":"{{mine}}" """
                    ),
                    Signatures.By("elder", $$""" "kind":"thumbprint","image":"{{thumb}}" """)
                )
            )
        );
        await Shows($"/visits/{visit}");
        await Shows($"/elders/{elder}/form?visit={visit}");

        var correcting = await host.OpenAsync($"/visits/{visit}/correct");
        var (_, corrected) = await host.FillAsync($"/visits/{visit}/correct", [("signedByElder", "王某补")]);
        var (_, twice) = await host.FillAsync($"{corrected}/correct", [("gas", "unsafe")]);

        Assert.Contains("手机上的 4 个签字随更正保留", correcting, StringComparison.Ordinal);
        var shown = await Shows(twice!);
        Assert.Contains("王某补", shown, StringComparison.Ordinal);
        Assert.Equal(4, Times(shown, "签于更正前的记录"));
        var raw = await host.Raw(Guid.Parse(twice!.Split('/')[^1]));
        Assert.Equal(4, Times(raw, $"\"carriedFrom\":\"{visit}\""));

        async Task<string> Shows(string page)
        {
            using var answer = await host.Client.GetAsync(new Uri(page, UriKind.Relative), Cancel);
            Assert.EndsWith(
                "; img-src 'self' data:",
                $"{answer.Headers.GetValues("Content-Security-Policy").Single()}"
            );
            var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
            var copies = page.Contains("/form", StringComparison.Ordinal) ? 2 : 1;
            Assert.Equal(2 * copies, Times(html, $"src=\"{mine}\""));
            Assert.Equal(copies, Times(html, $"src=\"{thumb}\""));
            Assert.All(
                ["王小女 代签（女儿）", "王探访 拒签（手伤了）", "按手印", "李探访"],
                w => Assert.Contains(w, html, StringComparison.Ordinal)
            );
            return html;
        }
    }

    [Fact]
    public async Task Whoever_reads_masked_sees_that_the_elder_signed_but_no_drawn_name()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var elder = await host.AddElder();
        var (hers, ours) = (Pictures.Drawn(300, 100), Pictures.Drawn(200, 100));
        var visit = await host.TakenAsync(
            host.Item(
                elder,
                Signatures.Body(Signatures.Drawn("elder", "王某人", hers), Signatures.Drawn("visitor", "李探访", ours))
            )
        );
        using var officer = await Session.SignedIn(host, Role.CountyOfficer, "140426");

        foreach (var page in new[] { $"/visits/{visit}", $"/elders/{elder}/form?visit={visit}" })
        {
            var html = System.Net.WebUtility.HtmlDecode(await officer.Read(page));
            Assert.Contains(Signatures.Url(ours), html, StringComparison.Ordinal);
            Assert.DoesNotContain(Signatures.Url(hers), html, StringComparison.Ordinal);
            Assert.Contains("王*人", html, StringComparison.Ordinal);
        }

        using var other = await officer.Get("/elders");
        Assert.DoesNotContain("data:", other.Headers.ToString(), StringComparison.Ordinal);
    }

    private static (JsonElement?, IReadOnlyList<(string Code, string Reason, string? Field)>) Read(string signature)
    {
        using var body = JsonDocument.Parse($$"""{"signatures":[{{signature}}]}""");
        var refusals = new List<Tanfang.Shared.Refusal>();
        var kept = Signing.Read(new BodyReader(body.RootElement, "", refusals));
        return (kept, [.. refusals.Select(r => (r.Code, r.Reason, r.Field))]);
    }

    private static int Times(string text, string part) => text.Split(part).Length - 1;
}

internal static class RawVisit
{
    /// <summary>The bytes of a visit as they were taken in.</summary>
    public static Task<string> Raw(this TestHost host, Guid id) =>
        host.Do<Vault, string>(async vault =>
        {
            await using var db = host.Store.Open();
            var visit = db.Visits.Single(v => v.Id == id);
            var elder = db.Elders.Single(e => e.Id == visit.ElderId);
            return Encoding.UTF8.GetString(VisitSeals.OpenRaw(vault.SealOf(elder), visit));
        });
}
