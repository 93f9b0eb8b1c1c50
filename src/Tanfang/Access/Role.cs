namespace Tanfang.Access;

/// <summary>角色: as what somebody works. What each may do stands in <see cref="Rights"/>; where, in the grant.</summary>
public enum Role
{
    Visitor = 1,
    VillageOfficer = 2,
    TownshipOfficer = 3,
    CountyOfficer = 4,
    Inspector = 5,
    Reader = 6,
    Administrator = 7,
}

/// <summary>The words a reader sees, and what each role may.</summary>
public static class Roles
{
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    public static string Word(this Role role) =>
        role switch
        {
            Role.Visitor => "探访人员",
            Role.VillageOfficer => "村（社区）工作人员",
            Role.TownshipOfficer => "乡镇（街道）工作人员",
            Role.CountyOfficer => "县级民政工作人员",
            Role.Inspector => "检查人员",
            Role.Reader => "市、省级查阅人员（只看数字）",
            Role.Administrator => "管理员（管账号和设置，不看老人）",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static Right Rights(this Role role) =>
        role switch
        {
            Role.Visitor => Right.SignedIn | Right.People | Right.Visits,
            Role.VillageOfficer => Right.SignedIn
                | Right.Figures
                | Right.People
                | Right.Visits
                | Right.Files
                | Right.Emergency,
            Role.TownshipOfficer => Rights(Role.VillageOfficer) | Right.Desk,
            Role.CountyOfficer => Rights(Role.TownshipOfficer) | Right.County | Right.Operations | Right.Audit,
            Role.Inspector => Right.SignedIn | Right.Figures | Right.People | Right.Audit | Right.Emergency,
            Role.Reader => Right.SignedIn | Right.Figures,
            Role.Administrator => Right.SignedIn | Right.Accounts | Right.Operations,
            _ => Right.None,
        };

    /// <summary>Sees more than the people assigned to it, so a password alone is not enough.</summary>
    public static bool NeedsSecondFactor(this Role role) => role != Role.Visitor;
}
