using Tanfang.Data;
using Tanfang.Registry;

namespace Tanfang.Visits;

/// <summary>What is sealed while paper is entered; the only place that spells its places.</summary>
public static class EntrySeals
{
    /// <param name="batch">A draft is one per elder and batch; the elder is in the key.</param>
    public static byte[]? CloseDraft(Seal seal, Guid batch, string draft) =>
        seal.Close("entry_sheets", "draft", batch, draft);

    public static string? OpenDraft(Seal seal, EntrySheet sheet) =>
        seal.Open("entry_sheets", "draft", sheet.BatchId, sheet.Draft);

    public static byte[] CloseScan(Seal seal, Guid scan, ReadOnlySpan<byte> file) =>
        seal.Close(ElderSeals.Place("paper_scans", "file", scan), file);

    /// <param name="seal">The elder's once it is kept with a record, else the store's.</param>
    public static byte[] OpenScan(Seal seal, PaperScan scan) =>
        seal.Open(ElderSeals.Place("paper_scans", "file", scan.Id), scan.File);
}
