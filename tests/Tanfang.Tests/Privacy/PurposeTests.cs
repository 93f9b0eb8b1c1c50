using Tanfang.Care;
using Tanfang.Emergencies;
using Tanfang.Privacy;
using Tanfang.Registry.Editing;
using Tanfang.Registry.Registering;
using Tanfang.TestKit;
using Tanfang.Tests.Registry;
using Tanfang.Visits.Form;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>No field is asked whose purpose and basis nobody wrote down.</summary>
public sealed class PurposeTests
{
    /// <summary>What carries no fact about a person: ticks and versions of the form itself.</summary>
    private static readonly string[] NotAsked =
    [
        "DivisionChoice",
        "IsSomebodyElse",
        "ForgetIdNumber",
        "ForgetPhone",
        "ForgetDisabilityCertificate",
        "Version",
        "Id",
        "Remove",
        "ForgetNumber",
        "IsEmpty",
    ];

    public static TheoryData<string, string[], string[]> Forms =>
        new()
        {
            { "enrolment", ["file", "contact"], Names(typeof(NewElderForm)) },
            { "file", ["file", "life"], Names(typeof(ElderForm)) },
            { "household", ["household"], Names(typeof(MemberLine)) },
            {
                "contacts",
                ["contact"],
                [.. Names(typeof(ContactLine)).Select(n => n == "Order" ? "ContactName" : "Contact" + n)]
            },
            {
                "visit",
                ["visit"],
                [.. VisitForm.Definition.Items.Select(i => i.Key), "happenedOn", "signedByElder", "signedByDesk"]
            },
            { "attempt", ["attempt"], [.. AttemptForm.Definition.Items.Select(i => i.Key)] },
            { "emergency", ["emergency"], [.. EmergencyForm.Definition.Items.Select(i => i.Key), "happenedOn"] },
            { "care", ["care"], [.. CareForm.Definition.Items.Select(i => i.Key), "happenedOn"] },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_field_of_a_form_has_its_purpose(string form, string[] within, string[] fields)
    {
        var known = FieldPurposes.Of(within).Select(p => p.Key).ToList();

        Assert.NotEmpty(fields);
        Assert.Equal([], fields.Except(known).Select(f => $"{form}: {f}"));
    }

    [Fact]
    public void Every_box_of_the_official_form_has_its_purpose()
    {
        // Sections one to six of the paper, box by box.
        string[] boxes =
        [
            "file/Division file/Address file/LivesAtRegisteredResidence file/Name file/Phone contact/ContactName contact/ContactPhone",
            "file/DisabilityCertificate file/Categories household/Order household/Name household/Sex household/IdNumber household/Relation",
            "household/Health household/Assistance life/DrinkingWaterSafe life/HomeElectricitySafe life/HouseSafe life/MonthlyIncome",
            "life/Benefits life/HelpingBodies life/HelpResponsible life/HelpMeasures visit/happenedOn visit/mode visit/family",
            "visit/expression visit/movement visit/illness visit/mood visit/gas visit/water visit/electricity visit/personalHygiene",
            "visit/homeHygiene visit/room visit/needs visit/suggestion visit/visitors visit/signedByElder visit/signedByDesk",
            "care/happenedOn care/what care/servedBy care/satisfaction",
        ];

        Assert.Equal(
            [],
            boxes.SelectMany(b => b.Split(' ')).Except(FieldPurposes.All.Select(p => $"{p.Form}/{p.Key}"))
        );
    }

    [Fact]
    public void Every_quote_is_the_documents_word_and_every_entry_is_whole()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "policies/sources/national-2022-73.txt"));
        var words = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

        Assert.Equal(FieldPurposes.All.Count, FieldPurposes.All.Select(p => (p.Form, p.Key)).Distinct().Count());
        foreach (var purpose in FieldPurposes.All)
        {
            Assert.Equal("民发〔2022〕73号", purpose.Basis.Document);
            Assert.Contains(purpose.Basis.Quote!, words, StringComparison.Ordinal);
            Assert.NotEmpty(purpose.Purpose);
            Assert.NotEmpty(purpose.SeenBy);
        }
    }

    [Fact]
    public async Task Forms_show_it_and_the_notice_names_the_county()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var elder = await host.Enrol();
        string[] pages =
        [
            "/elders/new",
            $"/elders/{elder}/edit",
            $"/elders/{elder}/household",
            $"/elders/{elder}/contacts",
            $"/elders/{elder}/visits/new",
            $"/elders/{elder}/attempts/new",
            $"/elders/{elder}/care/new",
        ];

        foreach (var page in pages)
        {
            Assert.Contains("为什么要填这些，谁能看到", await host.Page(page), StringComparison.Ordinal);
        }

        Assert.Contains("黎城县", await host.Page("/notice?division=140426"), StringComparison.Ordinal);
        Assert.Contains("第四十九条", await host.Page("/notice"), StringComparison.Ordinal);
        Assert.Contains("紧急联系人电话", await host.Page("/notice/fields"), StringComparison.Ordinal);
    }

    private static string[] Names(Type form) =>
        [.. form.GetProperties().Where(p => p.CanWrite).Select(p => p.Name).Except(NotAsked)];
}
