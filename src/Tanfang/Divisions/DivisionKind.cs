using System.Text.RegularExpressions;

namespace Tanfang.Divisions;

/// <summary>
/// What a division calls itself (县 or 旗, 乡 or 苏木, 村 or 社区), whether it is rural, and the bare name people use.
/// All three follow from the name: the national file has nothing else. What does not say what it is (开发区, 农场,
/// 生活区, 连队) is <see cref="Other"/>, and whether it is rural is then not known.
/// </summary>
public static partial class DivisionKind
{
    public const string Other = "其他";

    /// <summary>A row of the file that no document knows: 市辖区 between 北京市 and 朝阳区.</summary>
    public const string Grouping = "汇总层";

    public static string Of(Division division) => Of(division.Level, division.Name);

    public static string Of(DivisionLevel level, string name) =>
        level switch
        {
            DivisionLevel.Province => Ending(name, "自治区", "省", "市") is var kind && kind == "市" ? "直辖市" : kind,
            DivisionLevel.City => GroupingName().IsMatch(name) ? Grouping : Ending(name, "自治州", "地区", "盟", "市"),
            DivisionLevel.County => CountyOf(name),
            DivisionLevel.Township => TownshipOf(Bare(name)),
            DivisionLevel.Village => VillageOf(Bare(name)),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };

    /// <summary>农村牧区: true for 嘎查 and 村, false for 社区 and 居委会, null when the name does not say.</summary>
    public static bool? RuralOf(Division division) =>
        division.Level == DivisionLevel.Village ? RuralOf(division.Name) : null;

    /// <param name="village">Name of a division of the fifth level.</param>
    public static bool? RuralOf(string village) =>
        Of(DivisionLevel.Village, village) switch
        {
            "嘎查" or "村" => true,
            "社区" or "居委会" => false,
            _ => null,
        };

    /// <summary>The name without what it is: 东阳关镇 → 东阳关, 和平村村民委员会 → 和平. Never empty.</summary>
    public static string Stem(DivisionLevel level, string name)
    {
        var bare = Bare(name);
        var stem = level switch
        {
            DivisionLevel.Village => AnyVillage().Replace(bare, ""),
            DivisionLevel.Township => Regex.Replace(
                bare,
                "(街道办事处|地区办事处|街道|地区|民族苏木|苏木|民族乡|乡|镇)$",
                ""
            ),
            DivisionLevel.County => Regex.Replace(bare, "(自治县|自治旗|林区|特区|县|区|市|旗)$", ""),
            DivisionLevel.City => Regex.Replace(bare, "(自治州|地区|盟|市)$", ""),
            DivisionLevel.Province => Regex.Replace(bare, "(壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$", ""),
            _ => bare,
        };
        return stem.Length == 0 ? bare : stem;
    }

    private static string CountyOf(string name) =>
        Zone().IsMatch(name) ? Other : Ending(name, "自治县", "自治旗", "林区", "特区", "县", "区", "市", "旗");

    private static string TownshipOf(string name) =>
        name.EndsWith("族乡", StringComparison.Ordinal) ? "民族乡"
        : name.EndsWith("族苏木", StringComparison.Ordinal) ? "民族苏木"
        : name.EndsWith("办事处", StringComparison.Ordinal) ? "街道"
        : Ending(name, "苏木", "街道", "地区", "镇", "乡");

    private static string VillageOf(string name) =>
        Gacha().IsMatch(name) ? "嘎查"
        : Residents().IsMatch(name) ? "居委会"
        : Villagers().IsMatch(name) ? "村"
        : Community().IsMatch(name) ? "社区"
        : Other;

    private static string Ending(string name, params string[] kinds) =>
        kinds.FirstOrDefault(kind => name.EndsWith(kind, StringComparison.Ordinal)) ?? Other;

    /// <summary>Without remarks behind it: 东青社区居委会（含东青村村委）. A name that is only a remark is what stands in it.</summary>
    private static string Bare(string name)
    {
        var bare = Remark().Replace(name.Trim(), "");
        return bare.Length > 0 ? bare : name.Trim().Trim('（', '）', '(', ')');
    }

    [GeneratedRegex("^(市辖区|县|(省|自治区)直辖县级行政区划)$")]
    private static partial Regex GroupingName();

    // 开发区 and 管理区 end like a 区 and are none; 新区 may be one (浦东新区) and stays, as do 绿园区 and 下花园区.
    [GeneratedRegex("((开发|管理|工业|示范|合作|试验|实验|产业|度假|经济|名胜|食品|聚集)区|.{4,}园区)$")]
    private static partial Regex Zone();

    [GeneratedRegex("([（(][^（()）]*[)）])+$")]
    private static partial Regex Remark();

    // The file's clerks cut and doubled the last words: 村民委会, 村民委员, 居委会会, 社区居.
    [GeneratedRegex("嘎查[村民人]*[委员会]*$")]
    private static partial Regex Gacha();

    [GeneratedRegex("(居[民名]*(管理)?[委员会民]+.?|社区居)$")]
    private static partial Regex Residents();

    [GeneratedRegex("村[村民名]*[委员会民]*$")]
    private static partial Regex Villagers();

    [GeneratedRegex("社区(管理)?[委员会]*$")]
    private static partial Regex Community();

    [GeneratedRegex(
        "(嘎查[村民人]*[委员会]*|(社区|村)?居[民名]*(管理)?[委员会民]+.?|社区居|村[村民名]*[委员会民]*|社区(管理)?[委员会]*)$"
    )]
    private static partial Regex AnyVillage();
}
