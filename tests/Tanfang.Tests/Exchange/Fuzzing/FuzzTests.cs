using Tanfang.Divisions;
using Tanfang.Exchange.Delivering;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.Exchange.Templates;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange.Fuzzing;

/// <summary>
/// Whatever is done to a file: it is read to its end or refused, within seconds, and every refusal says row, column, reason and remedy. Each
/// importer as far as it looks at nobody; the way into the store is <see cref="FuzzedStoreTests"/>.
/// </summary>
public sealed class FuzzTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    public async Task Spoilt_templates_are_read_or_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Do<CheckRows>(check =>
            FuzzRuns.Run(
                "template",
                FuzzRuns.Files,
                chance => Spoil.File(FuzzLists.Elders(chance), FuzzLists.Templates, chance),
                file => Checked(check, file)
            )
        );
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    public async Task Spoilt_lists_of_any_layout_are_read_or_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Do<CheckRows>(check =>
            FuzzRuns.Run(
                "layout",
                FuzzRuns.Files,
                chance => Spoil.File(FuzzLists.Layout(chance), FuzzLists.Layouts, chance),
                file => Checked(check, new ElderFile(file, MapOf(file)))
            )
        );
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    public async Task Spoilt_pastes_are_read_or_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        await host.Do<CheckRows>(check =>
            FuzzRuns.Run(
                "paste",
                FuzzRuns.Files,
                Paste,
                file =>
                    Checked(
                        check,
                        ElderFile.IsTemplate(file, ElderTargets.Elders, out _) ? file : new ElderFile(file, MapOf(file))
                    )
            )
        );
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    public async Task Spoilt_deliveries_are_read_or_refused(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var area = await host.Do<DivisionLookup, Division?>(d => d.ByCode("140426", host.Clock.ChinaDay, Cancel));
        await host.Do<ReadDelivery>(read =>
            FuzzRuns.Run(
                "delivery",
                FuzzRuns.Files,
                chance => Delivered(chance),
                async file =>
                {
                    var source = DeliverySource.All[file.Length % 2];
                    var kind = DeliveryTargets.Of(source);
                    var map = ElderFile.IsTemplate(file, kind, out _)
                        ? null
                        : GuessMap.Run(OpenBook.Run(file), kind.Targets);
                    var from = new ListFrom(source, area!, host.Clock.ChinaDay, Scope.Everything);
                    var list = await read.Run(new ElderFile(file, map, kind), from, (_, _) => { }, Cancel);
                    Named(list.Report.Errors, below: 2);
                    Assert.Equal(list.Report.Rows, list.Rows.Count + list.TooYoung + list.Report.Rejected);
                    return list.Rows.Count > 0 ? Fate.SomeRowsTaken : Fate.NoRowTaken;
                }
            )
        );
    }

    [Fact]
    public void Halves_of_characters_are_marked_and_many_sheets_that_claim_to_be_long_are_refused_at_once()
    {
        var half = RawBook
            .Of(
                [
                    ["王_xD842_五_x0000_"],
                ],
                shared: true,
                from1904: false
            )
            .ToBytes();
        Assert.Equal("王\uFFFD五", OpenBook.Run(half).Sheets[0].Top[0].Cells[0].AsText);

        var book = RawBook.Of(
            [
                ["姓名"],
            ],
            shared: false,
            from1904: false
        );
        const string last = "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>";
        book.Parts[RawBook.First] = book.Parts[RawBook.First].Replace("</sheetData>", last, StringComparison.Ordinal);
        book.Repeat(50);
        var refused = Assert.Throws<UnreadableFileException>(() => OpenBook.Run(book.ToBytes()));
        Assert.Contains("大得不合情理", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>As the map is guessed, with what somebody says for all rows.</summary>
    internal static SheetMap MapOf(byte[] file) =>
        GuessMap.Run(OpenBook.Run(file), ElderTargets.List) with
        {
            Constants = new Dictionary<string, string> { [GuessPlace.County] = "黎城县" },
        };

    /// <summary>Cells from the clipboard, with characters gone, twice or others.</summary>
    internal static byte[] Paste(Random chance)
    {
        var list = chance.Next(2) == 0 ? FuzzLists.Elders(chance) : FuzzLists.Layout(chance);
        var text = Spoil.Lines(Spoil.Cells(list, chance), '\t', quoted: chance.Next(8) == 0);
        for (var left = chance.Next(4); left > 0 && text.Length > 0; left--)
        {
            var at = chance.Next(text.Length);
            text = chance.Next(3) switch
            {
                0 => text[..at] + text[Math.Min(text.Length, at + chance.Next(20))..],
                1 => text.Insert(at, "\t\n\r\"\0\uD842 "[chance.Next(7)].ToString()),
                _ => text[..at],
            };
        }

        return PastedCells.ToFile(text);
    }

    internal static byte[] Delivered(Random chance)
    {
        var source = DeliverySource.All[chance.Next(DeliverySource.All.Count)];
        return Spoil.File(FuzzLists.Delivery(source, chance), FuzzLists.Templates, chance);
    }

    private static async Task<Fate> Checked(CheckRows check, ElderFile file)
    {
        var read = await check.Run(file, Scope.Everything, Cancel);
        var report = read.Report;
        Assert.Equal(report.Rows, read.Rows.Count + report.Rejected);
        Named(report.Errors, below: 2);
        if (report.Rejected > 0 && file.Bytes.Length % 5 == 0)
        {
            // What is handed back can be sent in again.
            Assert.NotEmpty(OpenBook.Run(ErrorWorkbook.Make(read.Refused, report)!).Sheets);
        }

        return read.Rows.Count > 0 ? Fate.SomeRowsTaken : Fate.NoRowTaken;
    }

    /// <summary>Where it is, why, and what to do; and no number of anybody.</summary>
    internal static void Named(IReadOnlyList<RowError> errors, int below)
    {
        foreach (var error in errors)
        {
            Assert.True(error.Row >= below, $"no row: {error}");
            Assert.True(error.Column.Length > 0, $"no column: {error}");
            Assert.True(error.Reason.Length > 0 && error.Remedy.Length > 0, $"no reason or remedy: {error}");
            Assert.DoesNotContain("9901011941", error.Reason + error.Remedy, StringComparison.Ordinal);
        }
    }
}
