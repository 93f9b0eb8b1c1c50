using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Entering;

namespace Tanfang.Visits.Filing;

/// <summary>收扫描件: checks a file by its content, leaves behind what is no picture, and files the rest by the code that was read or typed; without one it waits.</summary>
public sealed class TakeScan(TanfangDb db, FindSheet find, FileScan fileScan, WaitingScans waiting)
{
    /// <param name="codes">What was read from it or typed: nothing, one code, or several between spaces.</param>
    /// <returns>One for each copy whose code it bears; else a single one.</returns>
    public async Task<IReadOnlyList<TakenScan>> Run(
        CurrentUser user,
        GivenScan given,
        string? codes,
        string? receivedBy,
        CancellationToken cancel
    )
    {
        var stripped = StripScan.Run(given.Bytes);
        if (!stripped.Succeeded)
            return [new TakenScan(given.Name, ScanFate.Refused, stripped.Refusals[0].Sentence)];
        var file = new CheckedFile(given.Name, stripped.Value.Type, stripped.Value.Bytes);
        var read = (codes ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(SheetCode.Read)
            .OfType<SheetCode>()
            .Distinct()
            .ToList();
        var sheets = read.Select(c => c.Random).Distinct().Count();
        var taken = new List<TakenScan>();
        foreach (var code in sheets == 1 ? read : [])
        {
            if (await find.Run(user.Scope, code.Text, cancel) is { } found)
                taken.Add(await fileScan.Run(user, file, found, receivedBy, cancel));
        }

        if (taken.Count == 0 && await FiledBefore(user, file, cancel) is { } before)
            taken.Add(await fileScan.Run(user, file, before, receivedBy, cancel));
        return taken.Count > 0 ? taken : [await Wait(user, file, Why(codes, sheets), cancel)];
    }

    private static string Why(string? codes, int sheets) =>
        sheets switch
        {
            0 when string.IsNullOrWhiteSpace(codes) => "没有认出编号",
            0 or 1 => FindSheet.WhyNot(codes),
            _ => $"里面有 {sheets} 张表的编号。请一张表扫成一个文件",
        };

    /// <summary>Claimed by hand earlier and given again: it is known by its bytes.</summary>
    private async Task<FoundSheet?> FiledBefore(CurrentUser user, CheckedFile file, CancellationToken cancel)
    {
        var codes = await db
            .PaperScans.Where(s => s.Digest == file.Digest && s.SheetId != null)
            .Join(db.PrintedSheets, s => s.SheetId, p => p.Id, (s, p) => new { p.Code, s.Copy })
            .ToListAsync(cancel);
        foreach (var code in codes)
        {
            if (await find.Run(user.Scope, new SheetCode(code.Code!, code.Copy!.Value).Text, cancel) is { } found)
                return found;
        }

        return null;
    }

    private async Task<TakenScan> Wait(CurrentUser user, CheckedFile file, string why, CancellationToken cancel)
    {
        var kept = await waiting.Keep(user, file, cancel);
        return kept.Succeeded
            ? new TakenScan(file.Name, ScanFate.Waiting, why, kept.Value)
            : new TakenScan(file.Name, ScanFate.Refused, kept.Refusals[0].Sentence);
    }
}
