using System.ComponentModel.DataAnnotations;
using Tanfang.Shared;

namespace Tanfang.Care.Planning;

/// <summary>One measure as typed. Everything is text, so that what is wrong comes back as it was typed.</summary>
public sealed class PlanLine
{
    /// <summary>The measure it goes on with; empty for a new one.</summary>
    public string? Origin { get; set; }

    [Display(Name = "帮扶类别")]
    public string? Kind { get; set; }

    [Display(Name = "措施")]
    public string? What { get; set; }

    [Display(Name = "由谁办：探访人员")]
    public string? Visitor { get; set; }

    [Display(Name = "或：单位、其他人")]
    public string? Body { get; set; }

    [Display(Name = "期限")]
    public string? By { get; set; }

    [Display(Name = "完成日期")]
    public string? DoneOn { get; set; }

    [Display(Name = "去掉这一项")]
    public bool Remove { get; set; }

    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(Origin)
        && new[] { Kind, What, Visitor, Body, By, DoneOn }.All(string.IsNullOrWhiteSpace);
}

/// <summary>The form of a plan: made, gone through, or changed.</summary>
public sealed class PlanForm
{
    public const int MostMeasures = 20;

    /// <summary>The key of the form: sent twice it is one act.</summary>
    public string? Id { get; set; }

    /// <summary>The version that was shown; 0 for a new plan.</summary>
    public int Number { get; set; }

    /// <summary>reviewed or changed; nothing is chosen beforehand.</summary>
    public string? Act { get; set; }

    [Display(Name = "责任人")]
    public string? Owner { get; set; }

    [Display(Name = "日期")]
    public string? On { get; set; }

    [Display(Name = "下次复核")]
    public string? ReviewOn { get; set; }

    [Display(Name = "说明")]
    public string? Words { get; set; }

    public List<PlanLine> Lines { get; set; } = [];
}

/// <summary>A measure that could be read; <paramref name="Line"/> is its place in the form.</summary>
public sealed record MeasureDraft(
    int Line,
    Guid? Origin,
    string Kind,
    string What,
    Guid? Visitor,
    string? Body,
    DateOnly By,
    DateOnly? DoneOn
);

/// <summary>A plan that could be read from its form.</summary>
public sealed record PlanDraft(
    Guid Id,
    HelpPlanAct Act,
    DateOnly On,
    Guid Owner,
    DateOnly ReviewOn,
    string? Words,
    IReadOnlyList<MeasureDraft> Measures
)
{
    public string? EndReason { get; init; }

    public static Refusal Form { get; } = new("plan.form", "表单不完整", "请重新打开这一页再填");
}
