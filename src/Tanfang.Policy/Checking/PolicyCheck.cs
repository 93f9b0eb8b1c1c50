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
    ) => throw new NotImplementedException();
}
