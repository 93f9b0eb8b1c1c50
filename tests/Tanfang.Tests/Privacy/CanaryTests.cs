using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tanfang.Data.Backup;
using Tanfang.Shared;
using Tanfang.TestKit;
using Tanfang.Tests.Visits;
using Xunit;

namespace Tanfang.Tests.Privacy;

/// <summary>A thousand marked people are brought in; their marks lie open nowhere that the program writes.</summary>
public sealed class CanaryTests
{
    /// <summary>A thousand in the long run (TANFANG_CANARY=long); the way of each is the same.</summary>
    private static readonly int People = Environment.GetEnvironmentVariable("TANFANG_CANARY") == "long" ? 1_000 : 100;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory, BothStores]
    public async Task Thousand_marked_people_leave_no_mark_open_in_store_log_backup_or_error(Store store)
    {
        var begun = TimeProvider.System.GetUtcNow().UtcDateTime;
        var log = new ConcurrentQueue<string>();
        await using var host = await TestHost.StartAsync(store, log: log);
        var marks = new Marks(20261127);
        var office = new MarkedOffice(host, marks);
        await office.Fill(People);
        var hits = new List<string>();
        hits.AddRange(await Errors(host, marks, office.Elders));
        hits.AddRange(marks.In(await host.Client.GetStringAsync("/metrics", Cancel), "/metrics"));
        using (await office.SignIn())
        {
            await EverySealedColumnIsFilled(host);
        }

        var backup = Path.Combine(host.Store.Options.Directory, "canary.tanfang");
        var made = await host.Do<BackUp, Result<Manifest>>(b => b.Run(backup, "a passphrase of the tests", Cancel));
        Assert.True(made.Succeeded);

        hits.AddRange(Unpacked(backup, marks));
        if (host.Store.Options.Postgres is { } postgres)
        {
            hits.AddRange((await Tables(postgres)).SelectMany(t => marks.In(t.Bytes, t.Table)));
        }

        hits.AddRange(Files(host.Store.Options.Directory, marks, SearchOption.AllDirectories, DateTime.MinValue));
        hits.AddRange(Files(Path.GetTempPath(), marks, SearchOption.TopDirectoryOnly, begun));
        Assert.Contains(log, line => line.Contains("/search", StringComparison.Ordinal));
        hits.AddRange(log.SelectMany(line => marks.In(line, $"log: {line[..Math.Min(80, line.Length)]}")));

        Assert.Equal([], hits.Take(20));
        TestContext.Current.TestOutputHelper?.WriteLine($"{marks.Numbers} numbers, {log.Count} lines of log");
    }

    [Fact]
    public void What_lies_open_is_found_in_every_spelling()
    {
        var marks = new Marks(1);
        var (words, number) = (marks.Words(), marks.Number(new DateOnly(1941, 3, 2)));
        byte[][] open =
        [
            Encoding.UTF8.GetBytes("x" + words),
            Encoding.Unicode.GetBytes("x" + words),
            Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(words)),
            Encoding.UTF8.GetBytes(WebUtility.UrlEncode(words)),
            Encoding.UTF8.GetBytes(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(words)),
            Encoding.UTF8.GetBytes($"id={number};"),
            Encoding.UTF8.GetBytes($"77{number}"),
            [7, .. Encoding.Unicode.GetBytes(number), 7],
        ];

        Assert.All(open, bytes => Assert.NotEmpty(marks.In(bytes, "")));
        Assert.Empty(marks.In("199 990101194103020020 鸙"u8.ToArray(), ""));
    }

    /// <summary>Answers of the wrong kind, each provoked with marks in what was sent.</summary>
    private static async Task<List<string>> Errors(TestHost host, Marks marks, IReadOnlyList<Guid> elders)
    {
        var hits = new List<string>();
        var seen = new HashSet<HttpStatusCode>();
        async Task Look(HttpResponseMessage answer)
        {
            using (answer)
            {
                seen.Add(answer.StatusCode);
                hits.AddRange(marks.In(await answer.Content.ReadAsStringAsync(Cancel), $"{(int)answer.StatusCode}"));
                hits.AddRange(marks.In($"{answer.Headers}", $"headers of {(int)answer.StatusCode}"));
            }
        }

        var item = host.Item(
            elders[5],
            $$""" "mode":"onSite","gas":"safe","visitors":["李探访"],"{{marks.Words()}}":1 """
        );
        await Look(await host.PostAsync(Encoding.UTF8.GetBytes($"{{\"items\":[{item}")));
        using (var form = new FormUrlEncodedContent([new("text", marks.Phone())]))
        {
            await Look(await host.Client.PostAsync("/elders/new", form, Cancel));
        }

        await Look(await host.Client.GetAsync($"/elders/{Guid.NewGuid()}", Cancel));
        var (id, text) = (
            host.NewId(),
            $$""" "mode":"onSite","gas":"safe","visitors":["李探访"],"suggestion":"{{marks.Words()}}" """
        );
        await host.SendAsync(host.Item(elders[6], text, id));
        var other = host.Item(elders[6], text.Replace("\"safe\"", "\"unsafe\"", StringComparison.Ordinal), id);
        var conflict = await host.SendAsync(other);
        hits.AddRange(marks.In($"{conflict}", "another body of one id"));
        var stale = await host.SubmitAsync(
            $"/elders/{elders[7]}/edit",
            ("Form.Version", "0"),
            ("Form.Address", marks.Words())
        );
        seen.Add(stale.StatusCode);
        hits.AddRange(marks.In($"{stale.Headers}", "headers of a stale form"));
        await Break(host, elders[8]);
        await Look(await host.Client.GetAsync($"/elders/{elders[8]}", Cancel));
        HttpStatusCode[] wanted =
        [
            HttpStatusCode.BadRequest,
            HttpStatusCode.NotFound,
            HttpStatusCode.PreconditionFailed,
            HttpStatusCode.InternalServerError,
        ];
        Assert.Equal([], wanted.Except(seen));
        return hits;
    }

    private static async Task Break(TestHost host, Guid elder)
    {
        await using var db = host.Store.Open();
        var row = await db.Elders.SingleAsync(e => e.Id == elder, Cancel);
        row.Address = [.. row.Address!.Select((b, i) => i == 40 ? (byte)(b ^ 1) : b)];
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task EverySealedColumnIsFilled(TestHost host)
    {
        await using var db = host.Store.Open();
        Assert.Equal([], Columns.Sealed(db).Where(c => Columns.Row(db, c) is null).Select(c => c.Name));
    }

    private static IEnumerable<string> Files(string folder, Marks marks, SearchOption depth, DateTime since)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", depth))
        {
            // Pipes and sockets by which other programs of .NET are debugged: reading one waits for ever.
            if (Path.GetFileName(file).StartsWith("clr-debug-pipe", StringComparison.Ordinal))
                continue;
            if (Path.GetFileName(file).StartsWith("dotnet-diagnostic", StringComparison.Ordinal))
                continue;
            if (File.GetLastWriteTimeUtc(file) < since)
            {
                continue;
            }

            using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            foreach (var hit in marks.In(bytes.ToArray(), Path.GetFileName(file)))
            {
                yield return hit;
            }
        }
    }

    /// <summary>What is packed is unpacked first: packed, no mark would be found.</summary>
    private static List<string> Unpacked(string backup, Marks marks)
    {
        using var zip = ZipFile.OpenRead(backup);
        Assert.NotEmpty(zip.Entries);
        var hits = new List<string>();
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            hits.AddRange(marks.In(bytes.ToArray(), $"backup/{entry.FullName}"));
        }

        return hits;
    }

    /// <summary>Every table as the server holds it.</summary>
    internal static async Task<IReadOnlyList<(string Table, byte[] Bytes)>> Tables(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(Cancel);
        var tables = new List<string>();
        await using (
            var command = new NpgsqlCommand("select tablename from pg_tables where schemaname = 'public'", connection)
        )
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
        {
            while (await reader.ReadAsync(Cancel))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.InRange(tables.Count, 50, 500);
        var all = new List<(string, byte[])>();
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync(
                $"copy \"{table}\" to stdout (format binary)",
                Cancel
            );
            using var bytes = new MemoryStream();
            await rows.CopyToAsync(bytes, Cancel);
            all.Add((table, bytes.ToArray()));
        }

        return all;
    }
}
