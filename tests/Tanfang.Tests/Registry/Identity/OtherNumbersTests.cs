using Tanfang.Registry;
using Tanfang.Registry.Identity;
using Tanfang.Shared;
using Xunit;

namespace Tanfang.Tests.Registry.Identity;

/// <summary>Disability certificates, phones, masks, and the command that checks numbers.</summary>
public sealed class OtherNumbersTests
{
    private const string Holder = "11010519491231002X";
    private static readonly DateOnly Today = new(2026, 11, 19);

    [Theory]
    [InlineData(Holder + "43", 4, 3, false, "肢体三级")]
    [InlineData("11010519491231002x７１", 7, 1, true, "多重一级")]
    [InlineData(Holder + "12B1", 1, 2, true, "视力二级")]
    [InlineData(Holder + "62b12", 6, 2, true, "精神二级")]
    public void A_certificate_says_kind_and_grade(string text, int kind, int grade, bool severe, string spoken)
    {
        var read = DisabilityCertificate.Read(text, Today).Value!;

        Assert.Equal((kind, grade, severe, spoken), (read.Kind, read.Grade, read.IsSevere, read.Spoken));
        Assert.Equal(Holder, read.Holder.Normalised);
    }

    [Theory]
    [InlineData(Holder + "83", "第 19 位")]
    [InlineData(Holder + "03", "第 19 位")]
    [InlineData(Holder + "45", "第 20 位")]
    [InlineData(Holder + "40", "第 20 位")]
    [InlineData(Holder + "4", "现有 19 位")]
    [InlineData(Holder + "43C1", "现有 22 位")]
    [InlineData("11010519491231003X43", "前 18 位校验码不符")]
    public void A_certificate_that_cannot_be_is_refused_at_its_place(string text, string place) =>
        Assert.StartsWith(
            place,
            DisabilityCertificate.Read(text, Today).Problem!.Reason.Replace("应为 20 位（补换证后另有 B1 等），", ""),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("13800001234", "13800001234", "1234")]
    [InlineData("138 0000 1234", "13800001234", "1234")]
    [InlineData("138-0000-1234", "13800001234", "1234")]
    [InlineData("+86 138 0000 1234", "13800001234", "1234")]
    [InlineData("008613800001234", "13800001234", "1234")]
    [InlineData("8613800001234", "13800001234", "1234")]
    [InlineData("１３８００００１２３４", "13800001234", "1234")]
    [InlineData("0355-6561234", "0355-6561234", "1234")]
    [InlineData("(0355)6561234", "0355-6561234", "1234")]
    [InlineData("（０３５５）６５６１２３４", "0355-6561234", "1234")]
    [InlineData("03556561234", "0355-6561234", "1234")]
    [InlineData("+86 355 6561234", "0355-6561234", "1234")]
    [InlineData("010-62345678", "010-62345678", "5678")]
    [InlineData("02162345678", "021-62345678", "5678")]
    [InlineData("0355-6561234-8001", "0355-6561234-8001", "1234")]
    [InlineData("0355-6561234转8001", "0355-6561234-8001", "1234")]
    [InlineData("+852 6123 4567", "+85261234567", "4567")]
    public void A_phone_is_kept_as_it_is_dialled(string text, string normalised, string tail)
    {
        var read = PhoneNumber.Read(text).Value!;

        Assert.Equal((normalised, tail), (read.Normalised, read.Tail));
    }

    [Theory]
    [InlineData("6561234", "请加区号，如 0355-6561234")]
    [InlineData("1.38E+10", "把单元格设为文本后重新填写")]
    public void A_phone_that_cannot_be_dialled_is_refused_with_the_way_out(string text, string remedy) =>
        Assert.Equal(remedy, PhoneNumber.Read(text).Problem?.Remedy);

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("12345678901")]
    [InlineData("1380000123")]
    [InlineData("138000012345")]
    [InlineData("13800001234/13900001234")]
    [InlineData("0355-1561234")]
    [InlineData("110")]
    public void What_is_no_phone_is_refused(string text) => Assert.NotNull(PhoneNumber.Read(text).Problem);

    [Theory]
    [InlineData("11010519491231002X", "1101**********002X")]
    [InlineData("11010519491231002X43", "1101**********002X43")]
    [InlineData(null, null)]
    public void A_number_is_shown_by_its_ends(string? number, string? shown) =>
        Assert.Equal(shown, Mask.Number(number));

    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("0355-6561234", "0355-*****34")]
    [InlineData("0355-6561234-8001", "0355-*****34")]
    [InlineData("+85261234567", "+85*****4567")]
    [InlineData(null, null)]
    public void A_phone_is_shown_by_its_ends(string? phone, string? shown) => Assert.Equal(shown, Mask.Phone(phone));

    [Theory]
    [InlineData("110105491231002", "identity", true, "11010519491231002X")]
    [InlineData("11010519491231003X", "identity", false, null)]
    [InlineData("1.10E+17", "identity", false, null)]
    [InlineData(Holder + "43", "disability", true, Holder + "43")]
    [InlineData(Holder + "85", "disability", false, null)]
    [InlineData("张三", null, false, null)]
    [InlineData("", null, false, null)]
    public void The_check_says_what_a_text_is(string text, string? kind, bool valid, string? normalised)
    {
        var verdict = CheckIds.Of(text, Today);

        Assert.Equal((text, kind, valid, normalised), (verdict.Text, verdict.Kind, verdict.Valid, verdict.Normalised));
        Assert.Equal(valid, verdict.Reason is null);
    }
}
