namespace Tanfang.Policy;

/// <summary>From one instant, inclusive, until another, exclusive, by what was known.</summary>
public readonly record struct KnownSpan(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < Until;

    /// <summary>
    /// Whether it answers for an obligation that ends at <paramref name="end"/>: while that is open now decides, once it has
    /// ended the moment before its end does, for good.
    /// </summary>
    public bool Answers(DateTimeOffset instant, DateTimeOffset end) =>
        instant < end ? Contains(instant) : From < end && end <= Until;
}
