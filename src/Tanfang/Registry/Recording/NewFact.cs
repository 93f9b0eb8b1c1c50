using Tanfang.Policy;

namespace Tanfang.Registry.Recording;

/// <summary>A dated fact as somebody at the desk enters it.</summary>
public sealed record NewFact
{
    /// <summary>Made with the form, so that a form sent twice is one fact.</summary>
    public required Guid Id { get; init; }

    public required Guid ElderId { get; init; }

    public required FactKind Kind { get; init; }

    public DateOnly? On { get; init; }

    /// <summary>Category, consent, reason of leaving, or the text of an individual cadence.</summary>
    public string? Key { get; init; }

    public int? DivisionId { get; init; }

    public bool? Rural { get; init; }

    public string? Source { get; init; }

    public string? AssessmentResult { get; init; }

    public DateOnly? AssessedOn { get; init; }

    public string? Assessor { get; init; }

    /// <summary>First day on which the assessment no longer holds.</summary>
    public DateOnly? AssessmentValidUntil { get; init; }

    public string? GivenBy { get; init; }
}
