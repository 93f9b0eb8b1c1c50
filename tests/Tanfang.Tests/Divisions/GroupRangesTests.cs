using Tanfang.Divisions.Changing;
using Xunit;

namespace Tanfang.Tests.Divisions;

public class GroupRangesTests
{
    [Theory]
    [InlineData("1-3组", "2组15号", true)]
    [InlineData("1-3组", "第三组", true)]
    [InlineData("1-3", "东沟3社7号", true)]
    [InlineData("1-3组", "四组", false)]
    [InlineData("1-3组", "十三组", false)]
    [InlineData("一组，十二组", "12村民小组", true)]
    [InlineData("5组1-20号", "5组20号", true)]
    [InlineData("5组1-20号", "5组21号", false)]
    [InlineData("5组1-20号", "5组", false)]
    [InlineData("5组8号", "５组８号", true)]
    [InlineData("1-3组", "祠堂边上", false)]
    [InlineData("1-3组", null, false)]
    [InlineData("", "1组", false)]
    public void Addresses_belong_to_groups_however_written(string ranges, string? address, bool covers) =>
        Assert.Equal(covers, GroupRanges.Read(ranges).Covers(address));

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        Assert.Null(GroupRanges.Read("1-3组，5组").Problem);
        Assert.Equal("河东、那一片", GroupRanges.Read("1组，河东，那一片").Problem);
    }
}
