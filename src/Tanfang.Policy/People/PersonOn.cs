namespace Tanfang.Policy;

/// <summary>Wish of an elder about being visited (意愿).</summary>
public enum Consent
{
    /// <summary>Nobody asked yet: duties hold, to protect.</summary>
    NotAsked,

    /// <summary>愿意.</summary>
    Willing,

    /// <summary>Refused in writing: no duty.</summary>
    Refused,
}

/// <summary>Why an elder left the register.</summary>
public enum LeaveReason
{
    /// <summary>去世.</summary>
    Died,

    /// <summary>迁出.</summary>
    Moved,

    /// <summary>入住机构.</summary>
    Institution,

    /// <summary>其他.</summary>
    Other,

    /// <summary>No leaving: the file was found to be a second one of the same person. Never a fact, see <see cref="ElderHistory.Away"/>.</summary>
    Merged,
}

/// <summary>A cadence set for one person (民发〔2022〕73号 二（四）); it adds, it never loosens.</summary>
/// <param name="Cadence">How often.</param>
/// <param name="Modes">Ways that fulfil it.</param>
public sealed record IndividualCadence(Cadence Cadence, Modes Modes);

/// <summary>What is known of one person on one day: all that rules may look at.</summary>
public readonly record struct PersonOn
{
    /// <summary>Full years of age; the birthday counts, 29 February falls on 28 February in common years.</summary>
    public int Age { get; init; }

    /// <summary>True from the day of enrolment, until left.</summary>
    public bool Enrolled { get; init; }

    /// <summary>Why the person left; null while not left.</summary>
    public LeaveReason? Left { get; init; }

    /// <summary>Division of residence, normally 12 digits.</summary>
    public string Division { get; init; }

    /// <summary>农村牧区; null when not known.</summary>
    public bool? Rural { get; init; }

    /// <summary>Categories held, with those they imply.</summary>
    public CategorySet Categories { get; init; }

    /// <summary>The wish.</summary>
    public Consent Consent { get; init; }

    /// <summary>Situation kinds open at the residence, one bit each (bits of <see cref="CategoryDictionary"/>).</summary>
    public uint Situations { get; init; }

    /// <summary>True while in hospital.</summary>
    public bool InHospital { get; init; }

    /// <summary>The cadence set for this person; null when none is.</summary>
    public IndividualCadence? Individual { get; init; }
}
