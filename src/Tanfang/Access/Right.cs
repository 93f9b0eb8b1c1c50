namespace Tanfang.Access;

/// <summary>What an endpoint asks of whoever calls it.</summary>
[Flags]
public enum Right
{
    None = 0,

    /// <summary>Whoever is signed in: law, divisions, one's own account.</summary>
    SignedIn = 1,

    /// <summary>Rates and counts, never a person.</summary>
    Figures = 2,

    /// <summary>Reading people within the scope.</summary>
    People = 4,

    /// <summary>Recording visits, attempts and care.</summary>
    Visits = 8,

    /// <summary>Enrolling elders and changing their files.</summary>
    Files = 16,

    /// <summary>The office's work on many at once: import, bulk print, quarantine, merging, paper.</summary>
    Desk = 32,

    /// <summary>What holds for a county: divisions, situations, screening rounds, deliveries.</summary>
    County = 64,

    /// <summary>Accounts, organisations and grants.</summary>
    Accounts = 128,

    /// <summary>The state of the program and its jobs.</summary>
    Operations = 256,

    /// <summary>Who has done and seen what.</summary>
    Audit = 512,

    /// <summary>Opening another area of the own county in an emergency, to read.</summary>
    Emergency = 1024,
}
