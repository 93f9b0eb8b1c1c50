using Tanfang.Divisions;
using Xunit;

namespace Tanfang.Tests.Divisions;

public class DivisionKindTests
{
    [Theory]
    [InlineData(DivisionLevel.Province, "山西省", "省")]
    [InlineData(DivisionLevel.Province, "北京市", "直辖市")]
    [InlineData(DivisionLevel.Province, "广西壮族自治区", "自治区")]
    [InlineData(DivisionLevel.City, "锡林郭勒盟", "盟")]
    [InlineData(DivisionLevel.City, "市辖区", "汇总层")]
    [InlineData(DivisionLevel.City, "省直辖县级行政区划", "汇总层")]
    [InlineData(DivisionLevel.County, "鄂温克族自治旗", "自治旗")]
    [InlineData(DivisionLevel.County, "神农架林区", "林区")]
    [InlineData(DivisionLevel.County, "下花园区", "区")]
    [InlineData(DivisionLevel.County, "浦东新区", "区")]
    [InlineData(DivisionLevel.County, "承德高新技术产业开发区", "其他")]
    [InlineData(DivisionLevel.Township, "于家务回族乡", "民族乡")]
    [InlineData(DivisionLevel.Township, "鄂温克民族苏木", "民族苏木")]
    [InlineData(DivisionLevel.Township, "石溪办事处", "街道")]
    [InlineData(DivisionLevel.Township, "一农场", "其他")]
    [InlineData(DivisionLevel.Village, "东阳关村民委员会", "村")]
    [InlineData(DivisionLevel.Village, "三义合村村民委会", "村")]
    [InlineData(DivisionLevel.Village, "忽鸡沟村委", "村")]
    [InlineData(DivisionLevel.Village, "巴彦嘎查村民委员会", "嘎查")]
    [InlineData(DivisionLevel.Village, "东青社区居委会（含东青村村委）", "居委会")]
    [InlineData(DivisionLevel.Village, "白庙村农工商联合公司（村委会）", "其他")]
    [InlineData(DivisionLevel.Village, "上田社区居委会会", "居委会")]
    [InlineData(DivisionLevel.Village, "农村社区", "社区")]
    [InlineData(DivisionLevel.Village, "第一生活区", "其他")]
    public void Name_says_what_a_division_is(DivisionLevel level, string name, string kind)
    {
        Assert.Equal(kind, DivisionKind.Of(level, name));
    }

    [Theory]
    [InlineData("东阳关村民委员会", true)]
    [InlineData("温都尔嘎查", true)]
    [InlineData("罗洪社区村民委员会", true)]
    [InlineData("贾寨社区管理委员会", false)]
    [InlineData("十里居民委员会", false)]
    [InlineData("第一生活区", null)]
    [InlineData("三坪一连队", null)]
    public void Place_is_rural_when_its_name_says_so(string village, bool? rural)
    {
        Assert.Equal(rural, DivisionKind.RuralOf(village));
    }

    [Theory]
    [InlineData(DivisionLevel.Village, "和平村村民委员会", "和平")]
    [InlineData(DivisionLevel.Village, "村", "村")]
    [InlineData(DivisionLevel.Township, "东阳关镇", "东阳关")]
    [InlineData(DivisionLevel.County, "黎城县", "黎城")]
    public void Bare_name_is_what_people_write(DivisionLevel level, string name, string stem)
    {
        Assert.Equal(stem, DivisionKind.Stem(level, name));
    }

    [Fact]
    public void Whole_nation_is_read_and_what_falls_through_is_known()
    {
        var rows = DivisionFile.Read().ToList();
        var others = rows.Where(d => DivisionKind.Of(d) == DivisionKind.Other).ToLookup(d => d.Level);
        var rural = rows.Where(d => d.Level == DivisionLevel.Village).ToLookup(DivisionKind.RuralOf);

        Assert.Equal(665_276, rows.Count);
        Assert.Empty(others[DivisionLevel.Province]);
        Assert.Empty(others[DivisionLevel.City]);
        // 开发区, 西沙群岛; 农场, 开发区; 生活区, 管理区, 连队, 街委员会: they do not say what they are.
        Assert.Equal(
            (121, 2_547, 6_382, 487_093, 127_098),
            (
                others[DivisionLevel.County].Count(),
                others[DivisionLevel.Township].Count(),
                others[DivisionLevel.Village].Count(),
                rural[true].Count(),
                rural[false].Count()
            )
        );
    }
}
