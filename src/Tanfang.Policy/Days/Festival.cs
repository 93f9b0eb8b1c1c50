namespace Tanfang.Policy;

/// <summary>A traditional festival (传统节日).</summary>
public enum Festival
{
    /// <summary>春节: first day of the first lunar month.</summary>
    SpringFestival,

    /// <summary>元宵: fifteenth day of the first lunar month.</summary>
    LanternFestival,

    /// <summary>清明: a solar term, by a dated table.</summary>
    Qingming,

    /// <summary>端午: fifth day of the fifth lunar month.</summary>
    DragonBoat,

    /// <summary>中秋: fifteenth day of the eighth lunar month.</summary>
    MidAutumn,

    /// <summary>重阳: ninth day of the ninth lunar month.</summary>
    DoubleNinth,
}
