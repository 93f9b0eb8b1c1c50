using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Importing;

/// <summary>What becomes of one row, seen against the people who are known.</summary>
public abstract record Decision(CheckedRow Row)
{
    /// <summary>Nobody known.</summary>
    public sealed record New(CheckedRow Row) : Decision(Row);

    /// <summary>Somebody known; empty when the file already says all of it.</summary>
    public sealed record Known(CheckedRow Row, KnownElder Elder, ElderChange Change, bool AnotherResponsible)
        : Decision(Row)
    {
        public bool IsNothing => Change.IsNothing && !AnotherResponsible;
    }

    /// <summary>Perhaps somebody known: a person decides.</summary>
    public sealed record Alike(CheckedRow Row, Guid Candidate) : Decision(Row);

    /// <param name="Elsewhere">Whose number it is when that person lives in another place.</param>
    public sealed record Refused(CheckedRow Row, IReadOnlyList<Refusal> Refusals, Guid? Elsewhere = null)
        : Decision(Row);
}
