namespace Tanfang.Shared;

/// <summary>Model of _Pager: what is shown ("第 1–20 人，共 612 人") and where the neighbours are; null = none.</summary>
public sealed record Pager(string Shown, string? Previous, string? Next);
