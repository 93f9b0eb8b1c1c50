namespace Tanfang.Registry.Browsing;

/// <summary>Where a person of a list stands today, in words.</summary>
public static class ElderStatus
{
    public const string InRegister = "在册";

    public static string Status(this RegistryWords words, ElderRow row, DateOnly today) =>
        row.LeftOn is { } left ? $"{left:yyyy-MM-dd} {RegistryWords.LeftBecause(row.LeftReason)}"
        : words.ElderFrom(row.BirthDate) is var from && from > today
            ? $"{from:yyyy-MM-dd} 满{words.ElderAge}周岁自动纳入"
        : row.Consent == ConsentState.Refused ? "拒绝探访"
        : InRegister;
}
