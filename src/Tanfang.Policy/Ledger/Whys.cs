namespace Tanfang.Policy;

/// <summary>Codes that say why an outcome came about, each with a Chinese sentence.</summary>
public static class Whys
{
    /// <summary>Died in the period, unvisited.</summary>
    public const string LeftDied = "left:died";

    /// <summary>Moved away in the period, unvisited.</summary>
    public const string LeftMoved = "left:moved";

    /// <summary>Entered an institution in the period, unvisited.</summary>
    public const string LeftInstitution = "left:institution";

    /// <summary>Left otherwise in the period, unvisited.</summary>
    public const string LeftOther = "left:other";

    /// <summary>In hospital on every day of the period.</summary>
    public const string Hospital = "hospital";

    /// <summary>Refused in writing.</summary>
    public const string Refused = "refused";

    /// <summary>Fewer than half of the period's days were left when the duty began.</summary>
    public const string NotYetDue = "notYetDue";

    /// <summary>The rule does not apply to the person any more.</summary>
    public const string NoLongerApplies = "noLongerApplies";

    /// <summary>The visit that had fulfilled it was voided or corrected.</summary>
    public const string Voided = "voided";

    /// <summary>The same person has another file, which answers from then on.</summary>
    public const string Merged = "merged";

    /// <summary>The visit that had fulfilled it belongs to another person's file.</summary>
    public const string Parted = "parted";

    /// <summary>The code of a leave reason.</summary>
    public static string Left(LeaveReason reason) =>
        reason switch
        {
            LeaveReason.Died => LeftDied,
            LeaveReason.Moved => LeftMoved,
            LeaveReason.Institution => LeftInstitution,
            LeaveReason.Merged => Merged,
            _ => LeftOther,
        };

    /// <summary>True for the codes of leaving and of hospital, which the monthly rate lists as excused.</summary>
    public static bool IsExcuse(string? why) =>
        why is LeftDied or LeftMoved or LeftInstitution or LeftOther or Hospital;

    /// <summary>The sentence for a reader; the code itself when it is not one of ours.</summary>
    public static string Sentence(string why) =>
        why switch
        {
            LeftDied => "期内未探访前老人去世",
            LeftMoved => "期内未探访前老人迁出",
            LeftInstitution => "期内未探访前老人入住机构",
            LeftOther => "期内未探访前老人退出登记",
            Hospital => "整个期间住院",
            Refused => "本人书面谢绝探访",
            NotYetDue => "纳入时本期剩余天数不足一半，自下期起应访",
            NoLongerApplies => "该规定不再适用于本人",
            Voided => "原探访记录已作废或更正",
            Merged => "本档案已并入同一人的另一份档案，由那一份计算",
            Parted => "原探访记录经核对属于另一人的档案",
            _ => why,
        };
}
