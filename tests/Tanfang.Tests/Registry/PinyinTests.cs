using Tanfang.Registry.Names;
using Xunit;

namespace Tanfang.Tests.Registry;

public class PinyinTests
{
    [Theory]
    [InlineData("张桂英", "zhangguiying", "zgy")]
    [InlineData("欧阳春", "ouyangchun", "oyc")]
    [InlineData("吕秀女", "lvxiunv", "lxn")]
    public void Ordinary_name_reads_as_typed(string name, string key, string initials)
    {
        Assert.Equal(key, Pinyin.PinyinKey(name));
        Assert.Equal(initials, Pinyin.Initials(name));
    }

    [Theory]
    [InlineData("单", "shan")]
    [InlineData("仇", "qiu")]
    [InlineData("解", "xie")]
    [InlineData("查", "zha")]
    [InlineData("曾", "zeng")]
    [InlineData("区", "ou")]
    [InlineData("尉迟", "yuchi")]
    [InlineData("万俟", "moqi")]
    [InlineData("乐", "yue")]
    [InlineData("盖", "ge")]
    [InlineData("繁", "po")]
    [InlineData("朴", "piao")]
    [InlineData("员", "yun")]
    [InlineData("长孙", "zhangsun")]
    [InlineData("令狐", "linghu")]
    [InlineData("翟", "zhai")]
    [InlineData("冼", "xian")]
    [InlineData("卜", "bu")]
    [InlineData("万", "wan")]
    [InlineData("尉", "wei")]
    [InlineData("华", "hua")]
    [InlineData("任", "ren")]
    [InlineData("覃", "qin")]
    [InlineData("隗", "wei")]
    [InlineData("纪", "ji")]
    [InlineData("黑", "he")]
    [InlineData("澹台", "tantai")]
    public void Surname_has_its_own_reading(string surname, string key)
    {
        Assert.Equal(key + "guifen", Pinyin.PinyinKey(surname + "桂芬"));
    }

    [Theory]
    [InlineData("王解放", "wangjiefang")]
    [InlineData("李乐", "lile")]
    [InlineData("刘长孙", "liuchangsun")]
    [InlineData("张单", "zhangdan")]
    public void Surname_reading_stays_out_of_given_names(string name, string key)
    {
        Assert.Equal(key, Pinyin.PinyinKey(name));
    }

    [Theory]
    [InlineData("单秀英", "danxiuying", "dxy")]
    [InlineData("李乐", "liyue", "ly")]
    [InlineData("王长兴", "wangzhangxing", "wzx")]
    [InlineData("覃重阳", "tanzhongyang", "tcy")]
    [InlineData("万俟春", "wansichun", "wsc")]
    public void Name_is_found_by_any_of_its_readings(string name, string key, string initials)
    {
        var keys = Pinyin.OtherKeys(name);
        Assert.Contains(key, keys);
        Assert.Contains(initials, keys.Append(Pinyin.Initials(name)));
        Assert.DoesNotContain(Pinyin.PinyinKey(name), keys);
        Assert.InRange(Pinyin.OtherKeys("那那那那那那那那").Count, 1, 48);
    }

    [Theory]
    [InlineData("盖力普·艾山", "gailipuaishan", "glpas")]
    [InlineData("阿依古丽・买买提", "ayigulimaimaiti", "ayglmmt")]
    public void Name_with_a_dot_drops_it_and_has_no_Han_surname(string name, string key, string initials)
    {
        Assert.Equal(key, Pinyin.PinyinKey(name));
        Assert.Equal(initials, Pinyin.Initials(name));
    }

    [Theory]
    [InlineData("单　于", "shanyu")]
    [InlineData(" 张 三 ", "zhangsan")]
    [InlineData("ＺＨＡＮＧ", "zhang")]
    [InlineData("Lü", "lv")]
    [InlineData("", "")]
    public void Spaces_and_widths_and_cases_do_not_matter(string name, string key)
    {
        Assert.Equal(key, Pinyin.PinyinKey(name));
    }

    [Fact]
    public void Rare_characters_of_the_later_planes_are_known()
    {
        Assert.Equal("zhangjidayan", Pinyin.PinyinKey("张𠮷龘䶮"));
    }

    [Fact]
    public void Character_without_a_reading_stays_itself()
    {
        Assert.Equal("zhang\U000f0001ying", Pinyin.PinyinKey("张\U000f0001英"));
        Assert.Equal("z\U000f0001y", Pinyin.Initials("张\U000f0001英"));
    }

    [Fact]
    public void Letters_in_a_name_count_as_one_syllable()
    {
        Assert.Equal("zy", Pinyin.Initials("张yan"));
    }
}
