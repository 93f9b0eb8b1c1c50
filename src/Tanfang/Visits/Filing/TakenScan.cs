namespace Tanfang.Visits.Filing;

public enum ScanFate
{
    /// <summary>With its record, as the first of its copy.</summary>
    Filed,

    /// <summary>With its record, beside another of the same copy (the other page, a better scan).</summary>
    Beside,

    /// <summary>The same file was there.</summary>
    Already,

    /// <summary>Kept until somebody says whose it is.</summary>
    Waiting,

    /// <summary>No scan at all, or too large; nothing of it is kept.</summary>
    Refused,
}

/// <summary>What became of a file that was given.</summary>
/// <param name="Name">As the file was called; said back, never kept.</param>
/// <param name="Why">Why it waits or is refused.</param>
/// <param name="Person">Whose it is, masked.</param>
public sealed record TakenScan(
    string Name,
    ScanFate Fate,
    string Why = "",
    Guid? ScanId = null,
    FoundSheet? Found = null,
    CopyState? State = null,
    string Person = ""
)
{
    public bool IsIn => Fate is ScanFate.Filed or ScanFate.Beside or ScanFate.Already;

    public string Word =>
        Fate switch
        {
            ScanFate.Filed => "已归档",
            ScanFate.Beside => "已归档，放在已有的旁边",
            ScanFate.Already => "早已归档，没有再存",
            ScanFate.Waiting => "待认领",
            _ => "没有收下",
        };

    public string Badge =>
        IsIn ? "badge-done"
        : Fate == ScanFate.Waiting ? "badge-due"
        : "badge-bad";
}
