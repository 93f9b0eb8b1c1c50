namespace Tanfang.Audit;

/// <summary>Where the operator wants the anchor a second time, for example on another disk; null = nowhere.</summary>
public sealed class AnchorCopy
{
    public string? File { get; set; }
}
