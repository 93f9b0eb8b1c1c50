namespace Tanfang.Shared;

/// <summary>
/// An expected refusal, in the reader's words: which field, why, and what to do. Stable <paramref name="Code"/>
/// for machines (RFC 9457 <c>code</c>). Exceptions stay for bugs.
/// </summary>
public sealed record Refusal(string Code, string Reason, string Remedy, string? Field = null)
{
    /// <summary>One sentence for a page.</summary>
    public string Sentence => Remedy.Length == 0 ? Reason : $"{Reason}。{Remedy}";
}

/// <summary>What an action answers: a value or the refusals that stood in its way.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Refusal> refusals)
    {
        this.value = value;
        Refusals = refusals;
    }

    public IReadOnlyList<Refusal> Refusals { get; }

    public bool Succeeded => Refusals.Count == 0;

    /// <summary>The value; asking for it after a refusal is a bug.</summary>
    public T Value =>
        Succeeded
            ? value!
            : throw new InvalidOperationException("refused: " + string.Join(", ", Refusals.Select(r => r.Code)));

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Result<T>(List<Refusal> refusals) => new(default, refusals);
}
