using Tanfang.Visits;
using Xunit;

namespace Tanfang.Tests.Visits;

public class SheetCodeTests
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SheetCode Code = new("K7QM3X9DR0", CopyFor.Township);

    [Fact]
    public void What_is_printed_is_read_however_it_was_typed()
    {
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", Code.Text);
        string[] ways =
        [
            Code.Text,
            Code.Text.ToLowerInvariant(),
            Code.Text.Replace("-", "", StringComparison.Ordinal),
            Code.Text.Replace('0', 'o'),
            $" http://127.0.0.1:5080/s/{Code.Text}\r\n",
            string.Concat(Code.Text.Select(c => (char)(c - '!' + '！'))),
        ];
        Assert.All(ways, way => Assert.Equal(Code, SheetCode.Read(way)));
    }

    [Fact]
    public void Every_single_wrong_letter_and_every_swap_is_seen()
    {
        var plain = Code.Text.Replace("-", "", StringComparison.Ordinal);
        for (var i = 0; i < plain.Length; i++)
        {
            foreach (var letter in Letters.Where(letter => letter != plain[i]))
                Assert.Null(SheetCode.Read(plain[..i] + letter + plain[(i + 1)..]));
            for (var j = i + 1; j < plain.Length; j++)
            {
                var swapped = plain.ToCharArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                if (plain[i] != plain[j])
                    Assert.Null(SheetCode.Read(new string(swapped)));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7QM-3X9D")]
    [InlineData("990101194103020023")]
    [InlineData("K7QM-3X9D-R0U0")]
    public void What_is_no_code_is_none(string? text) => Assert.Null(SheetCode.Read(text));
}
