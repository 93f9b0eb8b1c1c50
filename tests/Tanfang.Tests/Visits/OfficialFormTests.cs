using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tanfang.Shared;
using Tanfang.Visits.Form;
using Xunit;

namespace Tanfang.Tests.Visits;

public class OfficialFormTests
{
    private static readonly FormVisit Visit = new()
    {
        Ordinal = 4711,
        HappenedOn = new(2026, 10, 3),
        Mode = "onSite",
        Channel = "渠道甲",
        Family = "more",
        FamilyBy = 83,
        Expression = "unchanged",
        Movement = "worse",
        Illness = "serious",
        IllnessName = "病名乙",
        Mood = "better",
        Gas = "safe",
        Water = "fairlySafe",
        Electricity = "unsafe",
        PersonalHygiene = "unchanged",
        HomeHygiene = "worse",
        Room = "better",
        Needs = "需求丙",
        Suggestion = "建议丁",
        SignedByVisitor = "签字戊",
        SignedByElder = "签字己",
        SignedByDesk = "签字庚",
        SignedOn = new(2026, 10, 4),
    };

    private static readonly OfficialFormModel Full = new()
    {
        Date = new(2026, 10, 5),
        Elder = new()
        {
            County = "县甲",
            Township = "乡乙",
            Village = "村丙",
            LivesWhereRegistered = true,
            Name = "姓名丁",
            Phone = "13800000001",
            Contact = "联系人戊",
            ContactPhone = "13800000002",
            Disabled = true,
            DisabilityCertificate = "99010119410302002344",
            AloneOrEmptyNest = true,
            LeftBehind = false,
            Incapacitated = true,
            FamilyPlanningSpecial = false,
        },
        Household = [new("户主己", "男", "990101193803120017", "本人庚", "健康辛", "低保对象")],
        Living = new()
        {
            Water = "水甲",
            Electricity = "电乙",
            Housing = "房丙",
            MonthlyIncome = "1861",
            MonthlyBenefits = "补贴丁",
        },
        Help = new()
        {
            Units = ["volunteer", "other"],
            Responsible = "责任人戊",
            Measures = "措施己",
        },
        Visits = [Visit],
        Cares =
        [
            new()
            {
                Ordinal = 4712,
                HappenedOn = new(2026, 10, 6),
                What = "服务甲",
                SignedBy = "服务签字乙",
                SignedOn = new(2026, 10, 7),
                Satisfaction = "满意丙",
            },
        ],
        Copies = ["存根一"],
    };

    [Fact]
    public async Task Filled_form_prints_every_field()
    {
        var printed = await Print(Full);

        foreach (var written in Written(Full))
            Assert.Contains(written, printed, StringComparison.Ordinal);
        // Six yes/no, two units of help, eleven items and the mode.
        Assert.Equal(20, printed.Count(letter => letter == '☑'));
    }

    [Theory]
    [InlineData("燃气安全", "☑安全□较安全□不安全")]
    [InlineData("水暖安全", "□安全☑较安全□不安全")]
    [InlineData("用电安全", "□安全□较安全☑不安全")]
    [InlineData("行动能力", "□无变化□较好☑较差")]
    [InlineData("疾病状况", "□无变化☑严重疾病名称：病名乙□转好")]
    [InlineData("家庭人口", "□无变化☑增加83人□减少人")]
    [InlineData("探访方式", "□电话问候☑上门探访□互联网音(视)频探访□其他（渠道甲）")]
    [InlineData("是否留守", "□是☑否")]
    public async Task Tick_stands_in_its_own_box(string item, string boxes)
    {
        Assert.Contains(item + boxes, await Print(Full), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blank_form_has_no_tick_and_three_rows_of_household()
    {
        var printed = await Print(OfficialFormModel.Blank with { Copies = ["存根一"] });

        Assert.DoesNotContain("☑", printed, StringComparison.Ordinal);
        Assert.Contains("户主12三、", printed, StringComparison.Ordinal);
        Assert.Contains("五、探访情况", printed, StringComparison.Ordinal);
        Assert.Contains("六、关爱服务情况", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_is_printed_once_for_the_county_and_once_for_the_township()
    {
        var printed = await Print(OfficialFormModel.Blank);

        Assert.Equal(2, Regex.Count(printed, "特殊困难老年人探访关爱服务记录表"));
        Assert.Contains("县级民政部门存", printed, StringComparison.Ordinal);
        Assert.Contains("乡镇(街道)存", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_monitoring_prints_under_other()
    {
        var visit = Visit with { Mode = "remote", Channel = "远程监测" };

        var printed = await Print(Full with { Visits = [visit] });

        Assert.Contains("☑其他（远程监测）", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_without_a_box_is_refused()
    {
        var visit = Visit with { Gas = "unchanged" };

        await Assert.ThrowsAsync<ArgumentException>(() => Print(Full with { Visits = [visit] }));
    }

    /// <summary>Every string and number of the model but the codes of ticks, so that a field added is a field tested.</summary>
    private static IEnumerable<string> Written(object part)
    {
        foreach (var property in part.GetType().GetProperties().Where(each => each.GetMethod is { IsStatic: false }))
        {
            foreach (var text in Texts(property.GetValue(part)))
                yield return text;
        }

        static IEnumerable<string> Texts(object? value) =>
            value switch
            {
                null or bool => [],
                string code when Codes.Contains(code) => [],
                string text => [text],
                int number => [number.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                DateOnly day => [OfficialBoxes.Day(day)],
                System.Collections.IEnumerable many => many.Cast<object>().SelectMany(each => Texts(each)),
                _ => Written(value),
            };
    }

    private static readonly HashSet<string> Codes =
    [
        .. new[] { OfficialBoxes.Modes, OfficialBoxes.Status, OfficialBoxes.Safety }
            .Concat([OfficialBoxes.Family, OfficialBoxes.Illness, OfficialBoxes.Units])
            .SelectMany(boxes => boxes)
            .Select(box => box.Code),
    ];

    /// <summary>The text of the printed page without tags and spaces.</summary>
    private static async Task<string> Print(OfficialFormModel form)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(OfficialFormModel).Assembly);
        // Nothing is kept or said on the machine that runs the test.
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.AddSingleton(CurrentUser.Local);
        builder.Logging.ClearProviders();
        await using var host = builder.Build();
        var provider = host.Services;
        var engine = provider.GetRequiredService<IRazorViewEngine>();
        var view = engine.GetView(null, "/Visits/Form/OfficialForm.cshtml", isMainPage: false).View!;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = provider }, new RouteData(), new());
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new()) { Model = form };
        var temp = new TempDataDictionary(action.HttpContext, provider.GetRequiredService<ITempDataProvider>());
        await using var page = new StringWriter();
        await view.RenderAsync(new ViewContext(action, view, data, temp, page, new HtmlHelperOptions()));
        var text = WebUtility.HtmlDecode(Regex.Replace(page.ToString(), "<[^>]*>", ""));
        return Regex.Replace(text, @"\s", "");
    }
}
