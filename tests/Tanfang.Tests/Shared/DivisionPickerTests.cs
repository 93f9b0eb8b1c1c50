using Tanfang.Shared;
using Xunit;

namespace Tanfang.Tests.Shared;

public class DivisionPickerTests
{
    [Theory]
    [InlineData("黎城县", null, "黎城县")]
    [InlineData(" 140426 ", null, "140426")]
    [InlineData("140426 山西省长治市黎城县", "", "140426")]
    [InlineData("东阳关", "140426101", "140426101")]
    [InlineData("3村", null, "3村")]
    [InlineData("  ", null, null)]
    [InlineData(null, null, null)]
    public void What_stands_in_the_box_says_what_to_look_up(string? text, string? choice, string? wanted)
    {
        Assert.Equal(wanted, DivisionPicker.Wanted(text, choice));
    }
}
