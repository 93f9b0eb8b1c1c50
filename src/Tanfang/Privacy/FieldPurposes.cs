namespace Tanfang.Privacy;

/// <summary>
/// What each field is for, in one table, shown to whoever enters it. A test compares it with the forms and each quote with the document's text. What
/// the visiting documents do not ask says so in its purpose.
/// </summary>
public static class FieldPurposes
{
    private const string National = "民发〔2022〕73号";

    private const string Staff = "有授权的工作人员：探访人员只看自己负责的老人，村（居）、乡镇（街道）、县级各看本辖区";
    private const string Masked = Staff + "；号码、电话平时遮盖";
    private const string Counted = Staff + "；市、省级只看汇总数字";

    private static readonly FieldBasis Form = new(National, "附件", "特殊困难老年人探访关爱服务记录表");
    private static readonly FieldBasis Who = new(National, "二（一）", "做到精准到村（居）、到户、到人");
    private static readonly FieldBasis Known = new(
        National,
        "二（一）",
        "全面掌握特殊困难老年人基本信息和接受探访关爱服务的意愿"
    );
    private static readonly FieldBasis Urgent = new(National, "二（五）", "帮助联系其家庭成员或者其他紧急联系人");
    private static readonly FieldBasis Rescue = new(
        National,
        "二（五）",
        "发现紧急问题时，应当第一时间协助拨打紧急求助电话"
    );
    private static readonly FieldBasis Handled = new(National, "二（五）", "事后做好处置情况记录归档");
    private static readonly FieldBasis Health = new(
        National,
        "二（二）",
        "了解老年人表达能力、行动能力、反应能力、疾病情况、精神状况等健康方面情况"
    );
    private static readonly FieldBasis Money = new(
        National,
        "二（二）",
        "了解老年人是否存在衣食住行医等方面的困难，是否享受相关社会保障政策待遇等经济方面情况"
    );
    private static readonly FieldBasis Family = new(
        National,
        "二（二）",
        "了解与老年人分开居住的家庭成员是否履行赡养扶养义务，是否经常看望或者问候老年人"
    );
    private static readonly FieldBasis Safe = new(
        National,
        "二（二）",
        "了解老年人家庭房屋和水电气暖设施设备是否存在安全隐患等安全方面情况"
    );
    private static readonly FieldBasis Wants = new(
        National,
        "二（二）",
        "了解老年人是否有生活照料、康复护理、精神慰藉、居家适老化改造等服务需求情况等"
    );
    private static readonly FieldBasis Often = new(National, "二（四）", "根据老年人状况合理确定服务频次");

    public static IReadOnlyList<FieldPurpose> All { get; } =
    [
        new("file", "Name", "姓名", "认出要探访的人", Who, Staff),
        new("file", "Sex", "性别", "认出要探访的人；记录表家庭成员栏要填", Form, Staff),
        new(
            "file",
            "IdNumber",
            "公民身份号码",
            "避免一人两份档案，与卫健、残联名单核对；记录表家庭成员栏要填",
            Form,
            Masked
        ),
        new("file", "BirthDate", "出生日期", "判断是否已是老年人、是否高龄", Known, Staff),
        new("file", "Division", "县、乡镇、村（居）", "确定由谁探访、算在哪里", Who, Counted),
        new("file", "Rural", "居住地类型", "农村牧区的政策只适用于住在农村牧区的人（内蒙古实施意见）", Who, Staff),
        new("file", "Address", "组、门牌", "上门要找得到", Form, Staff),
        new(
            "file",
            "LivesAtRegisteredResidence",
            "是否居住在户籍所在地",
            "户籍地和居住地分工时用；记录表要填",
            Form,
            Staff
        ),
        new("file", "Phone", "联系电话", "电话问候，上门前联系", Form, Masked),
        new("file", "Categories", "特殊困难类别", "决定适用哪些政策、多久探访一次", Often, Counted),
        new(
            "file",
            "Source",
            "类别的来源",
            "说得清是谁提供的，有误时找谁核对（文件没有要求，为准确而填）",
            Known,
            Staff
        ),
        new("file", "DisabilityCertificate", "残疾人证号", "与残联名单核对；记录表要填", Form, Masked),
        new("file", "Consent", "是否愿意接受探访", "不愿意的不上门", Known, Counted),
        new("file", "ConsentGivenBy", "谁表示的", "意愿是谁表示的要分清（文件没有要求，为本人权益而填）", Known, Staff),
        new("file", "EnrolledOn", "纳入日期", "从哪天起应当探访", Known, Staff),
        new("life", "DrinkingWaterSafe", "饮水是否安全", "发现隐患，提醒消除；记录表要填", Safe, Staff),
        new("life", "HomeElectricitySafe", "生活用电是否安全", "发现隐患，提醒消除；记录表要填", Safe, Staff),
        new("life", "HouseSafe", "住房是否安全", "发现隐患，提醒消除；记录表要填", Safe, Staff),
        new("life", "MonthlyIncome", "家庭每月收入", "看是否可能符合救助条件；记录表要填", Money, Staff),
        new(
            "life",
            "Benefits",
            "领取养老保险、救助和补贴等情况",
            "该享受的没享受时告知和协助；记录表要填",
            Money,
            Staff
        ),
        new("life", "HelpingBodies", "帮扶单位（组织）", "避免重复帮扶或没人帮扶；记录表要填", Form, Staff),
        new("life", "HelpResponsible", "帮扶责任人", "有事找得到人；记录表要填", Form, Staff),
        new("life", "HelpMeasures", "帮扶措施", "避免重复；记录表要填", Form, Staff),
        new("household", "Order", "序号", "户主和成员的次序，照记录表", Form, Staff),
        new("household", "Name", "家庭成员姓名", "知道家里有谁；记录表要填", Form, Staff),
        new("household", "Sex", "家庭成员性别", "记录表要填", Form, Staff),
        new("household", "IdNumber", "家庭成员公民身份号码", "记录表要填；能核对时才用", Form, Masked),
        new("household", "Relation", "与户主关系", "知道谁能照料；记录表要填", Form, Staff),
        new("household", "Health", "健康状况", "家人能不能照料老人；记录表要填", Form, Staff),
        new("household", "Assistance", "是否为低保对象、特困人员", "看是否还有该享受的政策；记录表要填", Form, Staff),
        new("contact", "ContactName", "紧急联系人", "发现紧急问题时联系", Urgent, Staff),
        new("contact", "ContactRelation", "与老人关系", "知道打给谁（文件没有要求，为联系时说清而填）", Urgent, Staff),
        new("contact", "ContactPhone", "紧急联系人电话", "发现紧急问题时联系", Urgent, Masked),
        new("visit", "happenedOn", "探访日期", "证明哪天探访过", Form, Counted),
        new("visit", "mode", "探访方式", "有的义务必须上门；记录表要填", Form, Counted),
        new(
            "visit",
            "channel",
            "音视频渠道",
            "封控期间可用哪些渠道；选填",
            new(National, "二（五）", "通过电话、楼宇视频、微信等方式加强沟通"),
            Staff
        ),
        new("visit", "family", "家庭人口", "家里有没有变化；记录表要填", Form, Staff),
        new("visit", "expression", "表达能力", "健康有没有变化", Health, Staff),
        new("visit", "movement", "行动能力", "健康有没有变化", Health, Staff),
        new("visit", "illness", "疾病状况和疾病名称", "健康有没有变化，要不要帮助就医", Health, Staff),
        new("visit", "mood", "情绪状态", "要不要心理疏导", Health, Staff),
        new("visit", "gas", "燃气安全", "发现隐患，提醒消除", Safe, Staff),
        new("visit", "water", "水暖安全", "发现隐患，提醒消除", Safe, Staff),
        new("visit", "electricity", "用电安全", "发现隐患，提醒消除", Safe, Staff),
        new("visit", "personalHygiene", "个人卫生", "生活能不能自理；记录表要填", Form, Staff),
        new("visit", "homeHygiene", "家庭卫生", "生活能不能自理；记录表要填", Form, Staff),
        new("visit", "room", "室内环境", "住得好不好；记录表要填", Form, Staff),
        new("visit", "needs", "老年人服务需求", "对接服务资源", Wants, Staff),
        new("visit", "suggestion", "实施关爱服务建议", "接着做什么；记录表要填", Form, Staff),
        new("visit", "visitors", "探访人员（签字）", "谁探访的，对记录负责；记录表要填", Form, Staff),
        new("visit", "signedByElder", "被探访人（签字）", "本人知道并认可；记录表要填", Form, Staff),
        new("visit", "signedByDesk", "信息录入人（签字）", "谁录入的；记录表要填", Form, Staff),
        new("visit", "response", "反应能力", "健康有没有变化；选填", Health, Staff),
        new("visit", "difficulties", "衣食住行医等方面的困难", "看需要什么帮助；选填", Money, Staff),
        new("visit", "benefits", "是否享受相关社会保障政策待遇", "该享受的没享受时告知和协助；选填", Money, Staff),
        new("visit", "support", "家庭成员是否履行赡养扶养义务", "支持家庭赡养；选填", Family, Staff),
        new("visit", "familyVisits", "家庭成员是否经常看望或者问候", "支持家庭赡养；选填", Family, Staff),
        new("visit", "hazards", "房屋和水电气暖的安全隐患", "发现隐患，提醒消除；选填", Safe, Staff),
        new("attempt", "result", "没见到人的情况", "不在家、住院等各有下一步；不算探访", Often, Counted),
        new("attempt", "note", "说明", "接着怎么找人；选填", Often, Staff),
        new("attempt", "visitors", "探访人员", "谁去过，对记录负责", Form, Staff),
        new("emergency", "happenedOn", "发生、结束日期", "哪天发生、哪天处置完", Handled, Staff),
        new("emergency", "what", "发生了什么", "该找谁来帮忙", Rescue, Staff),
        new("emergency", "note", "现场情况", "接手的人看得懂；选填", Handled, Staff),
        new("emergency", "called", "联系了谁", "知道谁已经知道，不重复也不漏", Urgent, Staff),
        new("emergency", "outcome", "处置结果", "人安全了没有；没有结果的不算结束", Handled, Staff),
        new("emergency", "outcomeNote", "处置说明", "做了什么，接着谁照看；选填", Handled, Staff),
        new("emergency", "visitors", "探访人员、处置人员", "谁发现、谁处置，对记录负责", Handled, Staff),
        new("care", "happenedOn", "关爱日期", "哪天服务的；记录表要填", Form, Counted),
        new("care", "what", "关爱服务情况", "做了什么；记录表要填", Form, Staff),
        new("care", "servedBy", "服务人员签字", "谁做的；记录表要填", Form, Staff),
        new("care", "satisfaction", "老年人服务满意度评价", "服务好不好由老人说；记录表要填", Form, Staff),
    ];

    /// <summary>Those of one or several forms, in the order of the forms.</summary>
    public static IReadOnlyList<FieldPurpose> Of(params string[] forms) => [.. All.Where(p => forms.Contains(p.Form))];

    public static string Heading(string form) =>
        form switch
        {
            "file" => "一、基本情况和意愿",
            "life" => "三、家庭生活条件；四、已享受帮扶情况",
            "household" => "二、家庭基本情况",
            "contact" => "紧急联系人",
            "visit" => "五、探访情况",
            "attempt" => "没见到人",
            "emergency" => "应急事件",
            "care" => "六、关爱服务情况",
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
}
