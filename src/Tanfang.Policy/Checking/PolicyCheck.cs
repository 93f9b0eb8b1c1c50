namespace Tanfang.Policy;

/// <summary>Compares the packs with the documents and with one another (`tanfang policy check`).</summary>
public static class PolicyCheck
{
    /// <summary>All findings, failures first; none is a failure when all quotes hold and every reference resolves.</summary>
    /// <param name="dictionary">Text of categories.json.</param>
    /// <param name="readings">Text of readings.json.</param>
    /// <param name="packs">Texts of the packs.</param>
    /// <param name="sources">Texts of policies/sources/, by file name.</param>
    /// <param name="on">The day on which goals and notices may have lapsed.</param>
    public static IReadOnlyList<Finding> Run(
        PolicyText dictionary,
        PolicyText readings,
        IReadOnlyList<PolicyText> packs,
        IReadOnlyList<PolicyText> sources,
        DateOnly on
    )
    {
        var problems = new List<PolicyProblem>();
        if (PolicySet.Parse(dictionary, readings, packs, problems) is not { } policies)
        {
            return problems.ConvertAll(p => new Finding(true, p.File, p.Place, p.Reason));
        }
        var findings = new List<Finding>();
        foreach (var pack in policies.Packs)
        {
            findings.AddRange(QuoteCheck.Of(pack, sources));
            findings.AddRange(ContradictionCheck.Of(pack));
            findings.AddRange(LawCheck.Of(pack, policies.Dictionary, on));
        }
        findings.AddRange(OverlapCheck.Of(policies.Packs));
        findings.AddRange(UnusedCheck.Of(policies, dictionary.File, readings.File));
        return [.. findings.Where(f => f.Failure), .. findings.Where(f => !f.Failure)];
    }
}
