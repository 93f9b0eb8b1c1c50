namespace Tanfang.Policy;

/// <summary>A situation as FACTS.json gives it.</summary>
/// <param name="Kind">Key of a situation kind.</param>
/// <param name="Division">Area code; empty is the nation.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it; null while open.</param>
public sealed record SituationFact(string Kind, string Division, DateOnly From, DateOnly? Until);

/// <summary>What is known of one elder, without history: the content of FACTS.json.</summary>
/// <param name="Division">Division of residence.</param>
/// <param name="Rural">农村牧区; null when not known.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="EnrolledOn">First day in the register.</param>
/// <param name="Categories">Category keys, without those they imply.</param>
/// <param name="Consent">The wish.</param>
/// <param name="Situations">Situations, wherever they are; those elsewhere are ignored.</param>
/// <param name="Individual">A cadence set for this person; null when none is.</param>
public sealed record ElderFacts(
    string Division,
    bool? Rural,
    DateOnly BirthDate,
    DateOnly EnrolledOn,
    IReadOnlyList<string> Categories,
    Consent Consent,
    IReadOnlyList<SituationFact> Situations,
    IndividualCadence? Individual = null
);
