using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Care;
using Tanfang.Tests.Exchange;
using Tanfang.Tests.Exchange.Counties;
using Tanfang.Tests.Registry;
using Tanfang.Tests.Screening;
using Tanfang.Tests.Visits;
using Tanfang.Visits;
using Xunit;
using Desk = Tanfang.Tests.Registry.Desk;

namespace Tanfang.Tests.Privacy;

/// <summary>An office full of marked people, who came in by the doors by which people come in.</summary>
internal sealed class MarkedOffice(TestHost host, Marks marks)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly List<(string Name, DateOnly Birth, string Number)> people = [];

    /// <summary>Names of the people, each given to nobody else, and their days of birth and numbers.</summary>
    public IReadOnlyList<(string Name, DateOnly Birth, string Number)> People => people;

    /// <summary>In the order of the list.</summary>
    public IReadOnlyList<Guid> Elders { get; private set; } = [];

    /// <summary>Something in every sealed column; the last act switches sign-in on, so that what is asked afterwards is refused.</summary>
    public async Task Fill(int count)
    {
        await Import(count);
        await SendRecords();
        await Report();
        await Quarantine();
        await Ask();
        await Plan();
        await Enter();
        await Print();
        await Screen();
        await Deliver();
        await MapColumns();
        await Knock();
        await Complain();
        await OpenInEmergency();
    }

    private Task OpenInEmergency() =>
        host.Do<Tanfang.Data.Vault>(async vault =>
        {
            await using var db = host.Store.Open();
            var id = Guid.CreateVersion7();
            var now = host.Clock.GetUtcNow();
            byte[] Sealed(string column) => Tanfang.Access.EmergencyAccess.Seal(vault, id, column, marks.Words());
            var access = new Tanfang.Access.EmergencyAccess
            {
                Id = id,
                AccountId = Guid.CreateVersion7(),
                DivisionId = await db.Divisions.Select(d => d.Id).FirstAsync(),
                Reason = Tanfang.Access.EmergencyReason.Danger,
                Words = Sealed("words"),
                From = now,
                Until = now,
            };
            access.Review(true, Sealed("review_words"), "local", now);
            db.EmergencyAccesses.Add(access);
            await db.SaveChangesAsync();
        });

    private async Task Knock()
    {
        await host.SubmitAsync($"/elders/{Elders[0]}/door");
        await using var db = host.Store.Open();
        var card = await db.DoorCards.SingleAsync(c => c.ElderId == Elders[0], Cancel);
        await host.SubmitAsync($"/d/{card.Text}?thanks=true", ("said", "look"), ("words", marks.Words()));
        var note = await db.DoorNotes.SingleAsync(Cancel);
        await host.SubmitAsync("/doors", ("Note", $"{note.Id}"), ("Words", marks.Words()));
    }

    private async Task Complain()
    {
        var id = Guid.CreateVersion7();
        var said = new { id, text = marks.Words() };
        using var sent = await host.Client.PostAsJsonAsync(new Uri("/api/v1/feedback", UriKind.Relative), said, Cancel);
        sent.EnsureSuccessStatusCode();
        await host.SubmitAsync("/feedback", ("Said", $"{id}"), ("Words", marks.Words()));
    }

    /// <summary>The key of a second factor.</summary>
    public async Task<Access.Session> SignIn() =>
        await Access.Session.SignedIn(host, Tanfang.Access.Role.CountyOfficer, "140426");

    private async Task Import(int count)
    {
        string[] titles =
        [
            "姓名,公民身份号码,县,乡镇,村,住址,电话,独居、空巢,残疾人证号,紧急联系人1,紧急联系人1关系,紧急联系人1电话,健康状况,与户主关系",
            "成员1姓名,成员1公民身份号码,成员1与户主关系,成员1健康状况,领取补贴情况,帮扶责任人,帮扶措施",
        ];
        var text = new StringBuilder(string.Join(',', titles)).Append("\r\n");
        for (var n = 0; n < count; n++)
        {
            var birth = new DateOnly(1941, 3, 2).AddDays(n);
            var number = marks.Number(birth);
            var name = $"王{(char)(0x4E00 + (n / 100))}{(char)(0x5000 + (n % 100))}";
            people.Add((name, birth, number));
            string[] cells =
            [
                name,
                number,
                "黎城县,东阳关镇,东阳关村",
                marks.Words(),
                marks.Phone(),
                "独居",
                marks.Certificate(number),
                $"联{name},女儿",
                marks.Phone(),
                marks.Words(),
                "户主,王家人",
                marks.Number(new DateOnly(1970, 1, 1).AddDays(n)),
                "子",
                marks.Words(),
                marks.Words(),
                marks.Words(),
                marks.Words(),
            ];
            text.AppendJoin(',', cells).Append("\r\n");
        }

        // Refused: kept as it came, until somebody mends it.
        text.Append(
            CultureInfo.InvariantCulture,
            $",{marks.Number(new(1940, 1, 1))},黎城县,东阳关镇,东阳关村,{marks.Words()},{marks.Phone()}\r\n"
        );
        var page = await ImportPageTests.Upload(host, Encoding.UTF8.GetBytes(text.ToString()), $"{marks.Words()}.csv");
        await host.SubmitAsync(page + "?handler=Confirm");
        await ImportPageTests.Finished(host, page);
        await using var db = host.Store.Open();
        var ids = await db.Elders.ToDictionaryAsync(e => e.Name, e => e.Id, Cancel);
        Elders = [.. people.Select(p => ids[p.Name])];

        // The same name and day of birth without a number: somebody has to decide.
        var (first, born, _) = people[0];
        var alike =
            $"姓名,出生日期,县,乡镇,村,住址,留守\r\n{first},{born:yyyy-MM-dd},黎城县,东阳关镇,东阳关村,{marks.Words()},是\r\n";
        page = await ImportPageTests.Upload(host, Encoding.UTF8.GetBytes(alike));
        await host.SubmitAsync(page + "?handler=Confirm");
        await ImportPageTests.Finished(host, page);
    }

    private async Task SendRecords()
    {
        foreach (var batch in Elders.Chunk(50))
        {
            var items = batch.SelectMany(elder => new[] { Visit(elder), Care(elder), Attempt(elder) });
            foreach (var sent in items.Chunk(50))
            {
                var answers = await host.SendAsync(null, sent);
                Assert.All(answers, a => Assert.Equal("accepted", (string?)a!["outcome"] ?? $"{a}"));
            }
        }
    }

    /// <summary>An emergency of each of the first, reported and ended.</summary>
    private async Task Report()
    {
        foreach (var elder in Elders.Take(3))
        {
            var id = host.NewId();
            string Body(string words) => $$""" {{words}},"visitors":["李探访"] """;
            var first = Body($$""" "what":"fall","called":["120"],"note":"{{marks.Words()}}" """);
            var end = Body($$""" "outcome":"hospital","outcomeNote":"{{marks.Words()}}" """);
            await host.TakenAsync(host.Item(elder, first, id, kind: "emergency"));
            await host.TakenAsync(host.Item(elder, end, kind: "emergency", corrects: id));
        }
    }

    private string Visit(Guid elder) =>
        host.Item(
            elder,
            $$"""
             "mode":"onSite","gas":"safe","illness":{"state":"serious","name":"{{marks.Words()}}"},
             "needs":["lifeCare","{{marks.Words()}}"],"suggestion":"{{marks.Words()}}","visitors":["李探访"],
             "signatures":[{"role":"elder","name":"{{marks.Words()}}"}],"beyond":{"difficulties":"{{marks.Words()}}"}
            """
        );

    private string Care(Guid elder) =>
        host.Item(
            elder,
            $$""" "what":"{{marks.Words()}}","servedBy":["李探访"],"satisfaction":"{{marks.Words()}}" """,
            kind: "care"
        );

    private string Attempt(Guid elder) =>
        host.Item(
            elder,
            $$""" "result":"notAtHome","note":"{{marks.Words()}}","visitors":["李探访"] """,
            kind: "attempt"
        );

    private async Task Quarantine()
    {
        var tomorrow = $"{host.Clock.ChinaDay.AddDays(1):yyyy-MM-dd}";
        foreach (var elder in Elders.Take(20))
        {
            var body =
                $$""" "mode":"onSite","gas":"safe","suggestion":"{{marks.Words()}} {{marks.Phone()}}","visitors":["李探访"] """;
            Assert.Equal(
                "quarantined",
                (string?)(await host.SendAsync(host.Item(elder, body, day: tomorrow)))["outcome"]
            );
        }
    }

    private async Task Ask()
    {
        var asked = await host.SubmitAsync("/search", ("text", marks.Phone()));
        Assert.Empty(marks.In($"{asked.Headers.Location}", "address"));
        await host.Page($"{asked.Headers.Location}");
        await host.SubmitAsync("/search", ("text", marks.Words()));
    }

    private async Task Plan()
    {
        var visitor = await host.AddVisitor();
        foreach (var elder in Elders.Take(10))
        {
            var sheet = PlanDesk
                .Sheet(visitor, "2026-11-19", "2027-02-01")
                .With(
                    ("Lines[0].What", marks.Words()),
                    ("Lines[1].What", marks.Words()),
                    ("Lines[1].Body", marks.Words())
                );
            var plan = await host.MakePlan(elder, sheet);
            var review = await host.Goes(plan, sheet, "reviewed", ("ReviewOn", "2027-05-01"), ("Words", marks.Words()));
            Assert.Equal("", (await host.Send($"/elders/{elder}/plan/{plan.Id}", review)).Text);
        }
    }

    private async Task Enter()
    {
        (string, string)[] shared =
        [
            ("Day", "2026-11-10"),
            ("Mode", "onSite"),
            ("Visitors", "李探访"),
            ("any", "true"),
        ];
        var (_, batch) = await host.FillAsync("/entry", shared);
        var (_, sheet) = await host.FillAsync(batch!, [("name", people[1].Name)], "Find");
        await host.FillAsync(sheet!, [("needsInWords", marks.Words()), ("illnessName", marks.Words())], "Draft");
        await host.UploadAsync("/print/scans", [Scan()], null, ("codes", ""));
    }

    /// <summary>A picture with words in what it is drawn from: everything else is not kept.</summary>
    private byte[] Scan() => Pictures.Png(1, 1, Encoding.UTF8.GetBytes(marks.Words()));

    private async Task Print()
    {
        var wish = new PrintWish("一位老人", "http://127.0.0.1", [new SheetWish(Elders[0])]);
        var job = await host.Do<PlanPrint, Result<Guid>>(p => p.Run(CurrentUser.Local, wish, start: true, Cancel));
        await host.Finished($"/print/{job.Value}");
    }

    private async Task Screen()
    {
        var round = await host.OpenRound("minban-2020-7/1");
        var home = await host.HouseholdOf(round, Elders[2]);
        var answered = await host.AnswerSheet(
            home,
            "",
            [
                .. Field.AtHome(0, Elders[2]),
                ("h-epidemic", "none"),
                ("h-epidemic-words", marks.Words()),
                ("p0-health-words", marks.Words()),
                ("p0-category", "noCarerForNow"),
                ("changes", marks.Words()),
            ]
        );
        Assert.Equal("", answered);
        var village = await host.DivisionId(Desk.Village);
        await host.SubmitAsync(
            $"/screenings/{round}/households?area={village}&handler=Found",
            ("household", $"{Guid.CreateVersion7(host.Clock.GetUtcNow())}"),
            ("words", marks.Words())
        );
    }

    private async Task Deliver()
    {
        var desk = new DeliveryDesk(host, "disability");
        const string titles = "姓名,残疾人证号,残疾等级,有效期至,乡镇,村";
        var fresh = marks.Certificate(marks.Number(new DateOnly(1950, 5, 5)));
        var list = DeliveryDesk.List(
            titles,
            $"{people[3].Name},{people[3].Number}42,二级,2030-06-30,,",
            $"{people[4].Name},{people[4].Number}42,二级,,,",
            $"孙无,{fresh},四级,,东阳关镇,东阳关村",
            $"孙错,{marks.Certificate(marks.Number(new(1951, 5, 5)))},二级,,东阳关镇,东阳关村"
        );
        var taken = await desk.Take(list, new DateOnly(2026, 11, 1));
        var lines = (await desk.Views(taken)).Where(v => v.IsOpen).ToList();
        await desk.Refuse(taken, marks.Words(), lines[0]);
        await desk.Accept(taken, lines[1]);
    }

    private async Task MapColumns()
    {
        var odd =
            $"{marks.Words()}\r\n老人,身份证,村,情况\r\n张三,{marks.Number(new(1941, 3, 2))},东阳关村,{marks.Words()}\r\n";
        var screen = await DeskScreen.Upload(host, Encoding.UTF8.GetBytes(odd), "失能.csv");
        (string, string?)[] columns =
        [
            ("老人", "姓名"),
            ("Form.Constants[县]", "黎城县"),
            ("Form.Constants[乡镇]", "东阳关镇"),
            ("Form.Name", marks.Words()),
        ];
        await screen.Press("", columns);
        var desk = new DeliveryDesk(host, "family-planning");
        var taken = await desk.Bring(Encoding.UTF8.GetBytes(odd), new DateOnly(2026, 11, 1));
        var mapping = await DeskScreen.Open(host, $"/deliveries/{taken.Value.Id}/mapping");
        await mapping.Press("", columns);
        await DeliveryDesk.Compared(host, taken.Value.Id);
    }
}
