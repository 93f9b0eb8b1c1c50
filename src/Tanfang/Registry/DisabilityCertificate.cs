namespace Tanfang.Registry;

/// <summary>
/// 残疾人证号: the holder's 18 characters, the kind (1 to 7) and grade (1 to 4) of the disability, and after a replacement B with its
/// count.
/// </summary>
public sealed record DisabilityCertificate
{
    private const int Length = 20;
    private static readonly string[] KindNames = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];
    private static readonly string[] GradeNames = ["一级", "二级", "三级", "四级"];

    private DisabilityCertificate(string normalised, IdNumber holder) => (Normalised, Holder) = (normalised, holder);

    /// <summary>20 characters, or more after a replacement. To be sealed wherever it is kept.</summary>
    public string Normalised { get; }

    public IdNumber Holder { get; }

    /// <summary>1 视力, 2 听力, 3 言语, 4 肢体, 5 智力, 6 精神, 7 多重.</summary>
    public int Kind => Normalised[18] - '0';

    /// <summary>1 is the gravest.</summary>
    public int Grade => Normalised[19] - '0';

    /// <summary>重残: first and second grade.</summary>
    public bool IsSevere => Grade <= 2;

    /// <summary>For example 肢体二级.</summary>
    public string Spoken => KindNames[Kind - 1] + GradeNames[Grade - 1];

    public static Reading<DisabilityCertificate> Read(string? text, DateOnly today)
    {
        var plain = Plain.Characters(text);
        if (ExcelDamage.Of(plain) is { } damage)
        {
            return damage;
        }

        if (plain.Length < Length || (plain.Length > Length && !IsReplacement(plain[Length..])))
        {
            return new Unreadable($"应为 20 位（补换证后另有 B1 等），现有 {plain.Length} 位", "请对照残疾人证核对");
        }

        if (plain[18] is < '1' or > '7')
        {
            return new Unreadable("第 19 位（残疾类别）应为 1 至 7", "请对照残疾人证核对");
        }

        if (plain[19] is < '1' or > '4')
        {
            return new Unreadable("第 20 位（残疾等级）应为 1 至 4", "请对照残疾人证核对");
        }

        var (holder, problem) = IdNumber.Read(plain[..18], today);
        return holder is null
            ? new Unreadable($"前 18 位{problem!.Reason}", problem.Remedy)
            : new DisabilityCertificate(plain, holder);
    }

    private static bool IsReplacement(string suffix) =>
        suffix.Length is 2 or 3 && suffix[0] == 'B' && suffix[1..].All(char.IsAsciiDigit);
}
