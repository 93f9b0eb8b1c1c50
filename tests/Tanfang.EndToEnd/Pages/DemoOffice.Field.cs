using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Visits;
using Xunit;

namespace Tanfang.EndToEnd.Pages;

/// <summary>What comes from the field, as a phone sends it.</summary>
public sealed partial class DemoOffice
{
    /// <summary>An emergency that nobody has ended.</summary>
    public Guid Open { get; private set; }

    public Guid Closed { get; private set; }

    /// <summary>A visit that was signed on the phone.</summary>
    public Guid Signed { get; private set; }

    public Guid SignedBy { get; private set; }

    private async Task Record()
    {
        var elders = await Read(db => db.Elders.OrderByDescending(e => e.Id).Select(e => e.Id).Take(2).ToListAsync());
        Open = await Enter(
            "emergency",
            elders[0],
            """{"what":"fall","note":"摔在厨房门口","called":["120","contact"],"visitors":["李探访"]}"""
        );
        Closed = await Enter("emergency", elders[1], """{"what":"gas","called":["village"],"visitors":["李探访"]}""");
        await Enter("emergency", elders[1], """{"outcome":"atHomeSafe","outcomeNote":"换了软管"}""", Closed);
        var drawn = Convert.ToBase64String(Pictures.Drawn());
        SignedBy = elders[1];
        Signed = await Enter(
            "visit",
            elders[1],
            $$"""
            {"mode":"onSite","gas":"safe","mood":"better","visitors":["李探访"],"signatures":[
              {"role":"visitor","name":"李探访","kind":"drawn","image":"data:image/png;base64,{{drawn}}"},
              {"role":"visitor","name":"王探访","kind":"drawn","image":"data:image/png;base64,{{drawn}}"},
              {"role":"elder","name":"女儿","kind":"proxy","relation":"女儿","image":"data:image/png;base64,{{drawn}}"}]}
            """
        );
    }

    private async Task<Guid> Enter(string kind, Guid elder, string body, Guid? ends = null)
    {
        var id = Guid.CreateVersion7(Host.Clock.GetUtcNow());
        void Write(Utf8JsonWriter json)
        {
            using var fields = JsonDocument.Parse(body);
            foreach (var field in fields.RootElement.EnumerateObject())
                field.WriteTo(json);
        }

        var day = $"{Host.Clock.ChinaDay:yyyy-MM-dd}";
        var entered = await Host.Do<EnterRecord, Result<int?>>(e =>
            e.Run(id, kind, elder, day, ends, Write, TestContext.Current.CancellationToken)
        );
        Assert.Empty(entered.Refusals);
        return id;
    }
}
