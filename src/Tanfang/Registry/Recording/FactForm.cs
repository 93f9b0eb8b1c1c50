using System.ComponentModel.DataAnnotations;
using Tanfang.Obligations;
using Tanfang.Policy;

namespace Tanfang.Registry.Recording;

/// <summary>The form of /elders/{id}/facts/new; which of its boxes are shown depends on the kind.</summary>
public sealed class FactForm
{
    public Guid Id { get; set; }

    [Display(Name = "自哪一天起")]
    public DateOnly? On { get; set; }

    public string? Key { get; set; }

    [Display(Name = "来源")]
    public string? Source { get; set; }

    [Display(Name = "评估结论")]
    public string? AssessmentResult { get; set; }

    [Display(Name = "评估日期")]
    public DateOnly? AssessedOn { get; set; }

    [Display(Name = "评估机构或人员")]
    public string? Assessor { get; set; }

    /// <summary>As people say it: the last day on which it holds.</summary>
    [Display(Name = "评估有效期至（含当天）")]
    public DateOnly? AssessmentValidUntil { get; set; }

    [Display(Name = "谁表示的")]
    public string? GivenBy { get; set; }

    public string? Division { get; set; }

    public string? DivisionChoice { get; set; }

    [Display(Name = "居住地类型")]
    public bool? Rural { get; set; }

    public Every? Every { get; set; }

    [Display(Name = "至少几次")]
    public int? AtLeast { get; set; }

    public List<Modes> Modes { get; set; } = [];

    /// <summary>Lifts the individual cadence instead of setting one.</summary>
    public bool Lift { get; set; }

    public NewFact Fact(Guid elderId, FactWords.Form form, int? divisionId) =>
        new()
        {
            Id = Id,
            ElderId = elderId,
            Kind = form.Kind,
            On = On,
            Key = form.Kind switch
            {
                FactKind.IndividualCadence => CadenceText(),
                FactKind.CategoryGained or FactKind.CategoryLost or FactKind.Consent or FactKind.Left => Key,
                _ => null,
            },
            DivisionId = divisionId,
            Rural = form.Kind == FactKind.Residence ? Rural : null,
            Source = Text(Source),
            AssessmentResult = Text(AssessmentResult),
            AssessedOn = AssessedOn,
            Assessor = Text(Assessor),
            AssessmentValidUntil = AssessmentValidUntil?.AddDays(1),
            GivenBy = Text(GivenBy),
        };

    /// <summary>Why the cadence cannot be read; null when it can.</summary>
    public string? CadenceProblem =>
        Lift ? null
        : Every is null or Policy.Every.Situation ? "请选择每天、每周、每月或每季度"
        : AtLeast is not (>= 1 and <= 31) ? "至少几次应为 1 至 31"
        : null;

    private string CadenceText()
    {
        var modes = Modes.Aggregate(Policy.Modes.None, (all, mode) => all | mode);
        return Lift
            ? ""
            : OwnCadence.Write(
                new IndividualCadence(
                    new Cadence(Every!.Value, AtLeast!.Value),
                    modes == Policy.Modes.None ? Policy.Modes.Any : modes
                )
            );
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
