namespace Tanfang.Policy;

/// <summary>Something that <see cref="PolicyCheck"/> saw.</summary>
/// <param name="Failure">
/// True when the pack is wrong (a quote that does not hold, a broken reference); false when the law itself leaves a
/// gap, overlaps, or has lapsed: listed, not a failure.
/// </param>
/// <param name="File">The file.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Text">What was seen, in Chinese.</param>
public sealed record Finding(bool Failure, string File, string Place, string Text);
