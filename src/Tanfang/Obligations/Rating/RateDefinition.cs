namespace Tanfang.Obligations.Rating;

/// <summary>What the rate is, in the words that stand beside every number.</summary>
public static class RateDefinition
{
    public const string Text =
        "月探访率＝已访人数÷应访人数，向下取到 0.1%；应访人数为 0 时不计算。"
        + "应访：当月有计入月探访率的应访的人；已访：其中这些应访全部完成的人；上门：已访者中至少有一次上门的人。"
        + "每位在册老人恰在一类：应访、不计（未访前去世、迁出、入住机构或整月住院）、拒访（本人书面谢绝）、未到期（纳入时当月剩余天数不足一半）。"
        + "逾期：有到期未完成的应访，且此后一直没有合格探访。"
        + "周上门完成率＝当月结束的每周上门应访中按期上门完成的比例，封控期间远程代替不算上门。"
        + "以上计算方法是本系统的解释，文件只说“月探访率达到100%”。";
}
