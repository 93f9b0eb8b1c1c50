namespace Tanfang.Privacy;

/// <summary>The words for erasures and copies. Chosen, never written: nothing that outlives a person's data may name them.</summary>
public static class ErasureWords
{
    public const string Retention = "retention";

    /// <summary>Put back by a restoration and erased again.</summary>
    public const string Restored = "restored";

    /// <summary>Why somebody's data goes; 个人信息保护法第四十七条 names the cases, the words are ours.</summary>
    public static IReadOnlyList<(string Code, string Word)> Bases { get; } =
    [
        (Retention, "保存期限已满"),
        ("selfAsked", "本人要求删除，经核实应当删除"),
        ("kinAsked", "近亲属要求删除已故者信息，经核实应当删除"),
        ("wrong", "不应收集、收集有误或不再需要"),
    ];

    /// <summary>How it was made sure that the one who asks is who they say.</summary>
    public static IReadOnlyList<(string Code, string Word)> Checks { get; } =
    [
        ("idCard", "核对身份证件原件"),
        ("kinPaper", "核对身份证件和亲属关系证明"),
        ("knownHere", "村（居）工作人员当面确认"),
        ("mandate", "核对本人书面委托和受托人证件"),
    ];

    public static string Basis(string code) =>
        code == Restored ? "恢复备份后按删除名单再次删除" : Bases.FirstOrDefault(b => b.Code == code).Word ?? code;

    public static string Check(string? code) => Checks.FirstOrDefault(c => c.Code == code).Word ?? "";

    /// <summary>Asked for by the person or their next of kin, and not by the office.</summary>
    public static bool IsAskedFromOutside(string basis) => basis is "selfAsked" or "kinAsked";
}
