using Tanfang.Registry;
using Xunit;

namespace Tanfang.Tests.Registry.Identity;

/// <summary>GB 11643 numbers. Made-up people have the prefix 99, which is never issued.</summary>
public sealed class IdNumberTests
{
    private static readonly DateOnly Today = new(2026, 11, 19);

    [Theory]
    [InlineData("11010519491231002X", 1949, 12, 31, Sex.Female)]
    [InlineData("440524188001010014", 1880, 1, 1, Sex.Male)]
    public void The_examples_of_the_standard_hold(string number, int year, int month, int day, Sex sex)
    {
        var read = IdNumber.Read(number, Today).Value!;

        Assert.Equal(number, read.Normalised);
        Assert.Equal(new DateOnly(year, month, day), read.BirthDate);
        Assert.Equal(sex, read.Sex);
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("11010519491231002Ｘ")]
    [InlineData("11010519491231002ｘ")]
    [InlineData("11010519491231002Х")] // Cyrillic
    [InlineData("11010519491231002х")] // Cyrillic
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData(" 110105 19491231 002X\t")]
    [InlineData("'11010519491231002X")]
    [InlineData("110105\u200B19491231\uFEFF002X\u202C")]
    [InlineData("110105491231002")]
    public void However_it_is_written_the_number_is_the_same(string text) =>
        Assert.Equal("11010519491231002X", IdNumber.Read(text, Today).Value?.Normalised);

    [Theory]
    [InlineData("110105891231996", 1889)]
    [InlineData("110105891231997", 1889)]
    [InlineData("110105891231998", 1889)]
    [InlineData("110105891231999", 1889)]
    [InlineData("110105891231995", 1989)]
    public void Old_numbers_with_a_centenarians_order_code_are_of_the_century_before(string old, int year) =>
        Assert.Equal(year, IdNumber.Read(old, Today).Value?.BirthDate.Year);

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        foreach (var number in MadeUp(400))
        {
            foreach (var place in Enumerable.Range(0, 18))
            {
                foreach (var wrong in "0123456789X".Where(c => c != number[place]))
                {
                    Assert.NotNull(IdNumber.Read(number[..place] + wrong + number[(place + 1)..], Today).Problem);
                }
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_noticed()
    {
        foreach (var number in MadeUp(4000))
        {
            foreach (var place in Enumerable.Range(0, 17).Where(i => number[i] != number[i + 1]))
            {
                var swapped = number[..place] + number[place + 1] + number[place] + number[(place + 2)..];
                Assert.NotNull(IdNumber.Read(swapped, Today).Problem);
            }
        }
    }

    [Fact]
    public void Every_number_with_the_right_check_character_is_read() =>
        Assert.All(MadeUp(4000), number => Assert.Equal(number, IdNumber.Read(number, Today).Value?.Normalised));

    [Theory]
    [InlineData("512801194103024")] // 四川万县地区, abolished
    [InlineData("990101194103024")]
    [InlineData("130731194103024")]
    public void A_region_that_no_longer_exists_or_never_did_is_no_reason_to_refuse(string begin) =>
        Assert.NotNull(IdNumber.Read(Complete(begin + "12"), Today).Value);

    [Theory]
    [InlineData("810000194103024", IdHolder.HongKongResident)]
    [InlineData("820000194103024", IdHolder.MacauResident)]
    [InlineData("830000194103024", IdHolder.TaiwanResident)]
    [InlineData("911840194103024", IdHolder.ForeignPermanentResident)]
    [InlineData("990101194103024", IdHolder.Citizen)]
    public void Permits_of_the_same_form_are_recognised(string begin, IdHolder holder) =>
        Assert.Equal(holder, IdNumber.Read(Complete(begin + "12"), Today).Value?.Holder);

    [Theory]
    [InlineData("1.10E+17")]
    [InlineData("1.10105194912310E+17")]
    [InlineData("1.1e+17")]
    public void Scientific_notation_is_refused_with_the_way_out(string text)
    {
        var problem = IdNumber.Read(text, Today).Problem!;

        Assert.Equal("把单元格设为文本后重新填写", problem.Remedy);
    }

    [Fact]
    public void Last_digits_turned_to_zero_are_refused_with_the_way_out()
    {
        var spoilt = MadeUp(200).Select(n => n[..15] + "000").Where(n => Complete(n[..17]) != n);

        Assert.All(spoilt, n => Assert.Equal(ExcelDamage.LastDigitsLost, IdNumber.Read(n, Today).Problem));
    }

    [Theory]
    [InlineData("990101202611204")] // tomorrow
    [InlineData("990101202502294")] // no such day
    [InlineData("990101023001014")] // the year 230
    [InlineData("990101194113014")] // a 13th month
    public void A_birth_date_that_cannot_be_is_refused(string begin) =>
        Assert.Contains(
            "出生日期",
            IdNumber.Read(Complete(begin + "12"), Today).Problem!.Reason,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1101051949123100")]
    [InlineData("11010519491231002XX")]
    [InlineData("1101051949X231002X")]
    [InlineData("110105491231OO2")]
    [InlineData("010105194912310023")]
    [InlineData("11010519491231\uD800002X")]
    public void What_is_no_number_is_refused_without_repeating_it(string? text)
    {
        var problem = IdNumber.Read(text, Today).Problem!;

        Assert.NotEmpty(problem.Remedy);
        Assert.True(string.IsNullOrEmpty(text) || !problem.Reason.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>By the recursion of ISO 7064 MOD 11-2, not by the weights that the product uses.</summary>
    internal static string Complete(string digits)
    {
        var rest = digits.Aggregate(0, (sum, digit) => (sum + digit - '0') * 2 % 11);
        return digits + "0123456789X"[(12 - rest) % 11];
    }

    internal static IEnumerable<string> MadeUp(int count)
    {
        var chance = new Random(11643);
        for (var i = 0; i < count; i++)
        {
            var born = new DateOnly(1900, 1, 1).AddDays(chance.Next(46000));
            yield return Complete($"99{chance.Next(10000):D4}{born:yyyyMMdd}{chance.Next(1, 1000):D3}");
        }
    }
}
