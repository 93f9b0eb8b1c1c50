using System.Text.RegularExpressions;

namespace Tanfang.Exchange.Mapping;

/// <summary>The name in a heading or in the name of a sheet: 三、东阳关村（12人） is 东阳关村.</summary>
internal static partial class PlaceText
{
    public static string Clean(string? text)
    {
        var bare = SheetWords.Short(text ?? "");
        return Tail().Replace(Ordinal().Replace(bare, ""), "");
    }

    [GeneratedRegex(@"^(第?[一二三四五六七八九十百]+[、.:]|\d+[、.:]|村\(?居\)?名[称]?:|单位:)")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"(共?计?\d+[人户名]|名单|花名册|:)+$")]
    private static partial Regex Tail();
}
