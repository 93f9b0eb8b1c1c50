namespace Tanfang.Policy;

/// <summary>A file handed in as text; reading it from a disk is the host's.</summary>
/// <param name="File">File name, for messages.</param>
/// <param name="Text">Its whole text.</param>
public sealed record PolicyText(string File, string Text);

/// <summary>Something wrong with a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">Where in it, e.g. rules[2].grounds[0].when.</param>
/// <param name="Reason">What is wrong, in Chinese.</param>
public sealed record PolicyProblem(string File, string Place, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}：{Place}：{Reason}";
}

/// <summary>Text that is not what it should be: packs, dictionary, readings or facts.</summary>
public sealed class PolicyFormatException : Exception
{
    /// <summary>Names every problem that was found.</summary>
    public PolicyFormatException(IReadOnlyList<PolicyProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>One problem.</summary>
    public PolicyFormatException(string file, string place, string reason)
        : this([new PolicyProblem(file, place, reason)]) { }

    /// <summary>What is wrong; at least one.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }
}
