using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Printing;

/// <summary>The sheets of a job as they were prepared, ready to print; what was changed since does not change them.</summary>
public sealed class SheetForms(TanfangDb db, Vault vault)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Close(Seal seal, Guid sheet, OfficialFormModel form) =>
        seal.Close(Place(sheet), JsonSerializer.SerializeToUtf8Bytes(form, Json));

    /// <summary>One after the other, in the order of the document: many forms are never in memory at once.</summary>
    public async IAsyncEnumerable<OfficialFormModel> Read(
        PrintJob job,
        Scope scope,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        for (var position = 1; position <= job.Sheets; position++)
        {
            var row = await db
                .PrintedSheets.AsNoTracking()
                .Where(s => s.JobId == job.Id && s.Position == position && s.Form != null)
                .Join(
                    db.EldersOf(scope).AsNoTracking(),
                    s => s.ElderId,
                    e => e.Id,
                    (sheet, elder) => new { sheet, elder }
                )
                .SingleOrDefaultAsync(r => r.elder.WrappedKey != null, cancel);
            if (row is not null)
                yield return Open(vault.SealOf(row.elder), row.sheet, job.Address);
        }
    }

    private static OfficialFormModel Open(Seal seal, PrintedSheet sheet, string address)
    {
        var form = JsonSerializer.Deserialize<OfficialFormModel>(seal.Open(Place(sheet.Id), sheet.Form), Json)!;
        CopyFor[] copies = sheet.OnlyCopy is { } one ? [one] : [CopyFor.County, CopyFor.Township];
        return form with
        {
            Copies = [.. copies.Select(CopyWords.Of)],
            Marks = copies.ToDictionary(CopyWords.Of, copy => MarkOf(sheet, copy, address)),
        };
    }

    private static SheetMark MarkOf(PrintedSheet sheet, CopyFor copy, string address)
    {
        var code = new SheetCode(sheet.Code!, copy).Text;
        var (path, size) = QrCode.Draw($"{address}/s/{code}");
        return new SheetMark(code, path, size, sheet.ReprintOfId is not null);
    }

    private static string Place(Guid sheet) => ElderSeals.Place("printed_sheets", "form", sheet);
}
