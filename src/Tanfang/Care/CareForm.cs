using Tanfang.Visits;

namespace Tanfang.Care;

/// <summary>Section six of the form: one act of care (第 n 次开展关爱).</summary>
public static class CareForm
{
    public const string Version = "1";

    public static FormItem What { get; } =
        new("what", "", "关爱服务情况", "text", []) { Required = true, MaxLength = 1000 };

    public static FormItem ServedBy { get; } =
        new("servedBy", "", "服务人员", "list", [])
        {
            Required = true,
            MaxLength = 30,
            MaxCount = 6,
        };

    public static FormItem Satisfaction { get; } =
        new("satisfaction", "", "老年人服务满意度评价", "text", []) { MaxLength = 200 };

    public static FormDefinition Definition { get; } =
        new("care", Version, "六、关爱服务情况", [What, ServedBy, Satisfaction]);
}
