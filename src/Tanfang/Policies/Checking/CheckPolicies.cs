using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Policies.Checking;

/// <summary>What the packs' check found on a day; failures first.</summary>
public sealed record PolicyCheckResult(DateOnly On, int Packs, int Sources, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Failures == 0;

    public int Failures => Findings.Count(f => f.Failure);
}

/// <summary>Compares each quote with its document and the packs with one another; asked again each day, for dates lapse.</summary>
public sealed class CheckPolicies(PolicyLibrary library, TimeProvider clock)
{
    private PolicyCheckResult? latest;

    public PolicyCheckResult Run()
    {
        var today = clock.Today();
        return latest is { } known && known.On == today ? known : latest = Run(library, today);
    }

    public static PolicyCheckResult Run(PolicyLibrary library, DateOnly on) =>
        new(
            on,
            library.Packs.Count,
            library.Sources.Count,
            PolicyCheck.Run(library.Dictionary, library.Readings, library.Packs, library.Sources, on)
        );
}
