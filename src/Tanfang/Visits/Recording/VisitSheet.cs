namespace Tanfang.Visits.Recording;

/// <summary>Model of _VisitSheet: the sheet, and the states shown beside its eight items (null on a first visit).</summary>
public sealed record VisitSheet(Sheet Sheet, Shown? Shown, DateOnly Today);
