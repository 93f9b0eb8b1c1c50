#pragma warning disable
namespace Tanfang.Policy;

public enum FactKind
{
    Enrolled,
    Left,
}

[Flags]
public enum Modes
{
    None = 0,
    OnSite = 1,
    Phone = 2,
    Video = 4,
    Remote = 8,
    Other = 16,
}

public enum Every
{
    Day,
    Week,
    Month,
    Quarter,
    Situation,
}
