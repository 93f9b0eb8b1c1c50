using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Tanfang.Access;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Access;

/// <summary>
/// Everybody × every endpoint of the running program × people who are not theirs. In each run each asks by every address for one stranger, the next at
/// the next address; with TANFANG_MATRIX=long for each stranger, in every way. On PostgreSQL, where an answer costs twice as much, each asks at every other
/// address in the short run, so that every address is asked by about half of them. Each store is a class of its own: they run beside each other.
/// </summary>
public abstract partial class MatrixTests(Store store)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TANFANG_MATRIX") == "long";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Ways of asking that have to say as little as the plain one: only the head, what was known by its tag.</summary>
    private static readonly (string Method, string? Known)[] Ways =
    [
        ("GET", null),
        ("HEAD", null),
        ("GET", "\"1\""),
        ("GET", "*"),
    ];

    [Fact]
    public async Task Nobody_learns_of_a_stranger_or_changes_one_by_any_address()
    {
        await using var askers = await Askers.Gather(store);
        var before = await Rows(askers);
        var (asked, wrong) = (0, new List<string>());
        foreach (var (turn, asker) in askers.All.Index())
        {
            int? half = IsLong || store == Store.Sqlite ? null : turn % 2;
            asked += await Read(askers.Host, asker, wrong, besideNobody: IsLong || store == Store.Sqlite, half);
            asked += await Send(askers.Host, asker, wrong, half);

            // What is theirs they do find: otherwise the silence would mean nothing.
            using var mine = await asker.Session.Get($"/elders/{askers.Mine.Person.Elder}");
            var sees = Names(await Text(mine), Askers.Own);
            Assert.Equal(asker.Session.Role is not (null or Role.Reader or Role.Administrator), sees);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} attempts on {store}");
        Assert.Equal([], wrong);
        Assert.Equal(before, await Rows(askers));
        // What is answered of nobody is the program's doing and the same on both stores: once is enough for the short run.
        Assert.InRange(
            asked,
            IsLong ? 50_000
                : store == Store.Sqlite ? 5_000
                : 2_500,
            int.MaxValue
        );
    }

    /// <summary>Asks for strangers by every address that can be fetched; a stranger and somebody who does not exist are answered alike.</summary>
    /// <param name="half">0 or 1: only every other address, beginning there; null: all.</param>
    internal static async Task<int> Read(
        TestHost host,
        Asker asker,
        List<string> wrong,
        bool besideNobody,
        int? half = null
    )
    {
        var (asked, next) = (0, 0);
        foreach (var endpoint in host.Endpoints.Where((_, n) => half is null || n % 2 == half))
        {
            var strangers =
                IsLong && besideNobody ? asker.Strangers : [asker.Strangers[next++ % asker.Strangers.Count]];
            foreach (var stranger in strangers)
            {
                foreach (var path in Strangers.Paths(endpoint, stranger.Person))
                {
                    var ways = IsLong && besideNobody ? Ways : [Ways[0]];
                    foreach (var (method, known) in ways)
                    {
                        var (status, text) = await Ask(asker, method, path, known);
                        asked++;
                        Look(asker, $"{method} {path}", status, text, wrong);
                        if (!besideNobody || path.Contains('?', StringComparison.Ordinal) || !NamesOne(endpoint))
                            continue;
                        var nobody = new Person(Guid.CreateVersion7(), Guid.CreateVersion7(), stranger.Person.Division);
                        var other = Named(path, stranger.Person, nobody);
                        var (unknown, said) = await Ask(asker, method, other, known);
                        asked++;
                        if (unknown != status || Plain(said, nobody) != Plain(text, stranger.Person))
                            wrong.Add($"{asker}: {method} {path} {status}, of nobody {unknown}");
                    }
                }
            }
        }

        return asked;
    }

    /// <summary>Sends every form of every page for a stranger. One token serves every form of a session.</summary>
    internal static async Task<int> Send(TestHost host, Asker asker, List<string> wrong, int? half = null)
    {
        var token = Session.TokenIn(await Text(await asker.Session.Get("/account/password")));
        var (asked, next) = (0, 0);
        IReadOnlyList<Stranger> strangers = IsLong
            ? asker.Strangers
            : [asker.Strangers[next++ % asker.Strangers.Count]];
        foreach (var stranger in strangers)
        {
            var forms = await Strangers.Forms(host, stranger.Person);
            foreach (var path in forms.Where((_, n) => half is null || n % 2 == half))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
                request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
                request.Content = new FormUrlEncodedContent(
                    Strangers.Fields(stranger.Person).Append(KeyValuePair.Create("__RequestVerificationToken", token))
                );
                using var answer = await asker.Session.Client.SendAsync(request, Cancel);
                Look(asker, $"POST {path}", answer.StatusCode, await Text(answer), wrong);
                asked++;
            }
        }

        return asked;
    }

    private static void Look(Asker asker, string what, HttpStatusCode status, string text, List<string> wrong)
    {
        if (asker.Strangers.FirstOrDefault(s => Names(text, s.Name)) is { } found)
            wrong.Add($"{asker} learnt of {found.Name} by {what}");
        if ((int)status >= 500)
            wrong.Add($"{asker}: {what} answered {status}");
    }

    /// <summary>Whole or masked: the masks of all of them differ.</summary>
    private static bool Names(string text, string name) =>
        text.Contains(name, StringComparison.Ordinal) || text.Contains(Mask.Name(name), StringComparison.Ordinal);

    private static async Task<(HttpStatusCode, string)> Ask(Asker asker, string method, string path, string? known)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var answer = await asker.Session.Client.SendAsync(request, Cancel);
        return (answer.StatusCode, $"{answer.Headers.Location}\n{answer.Headers.ETag}\n{await Text(answer)}");
    }

    private static async Task<string> Text(HttpResponseMessage answer) =>
        await answer.Content.ReadAsStringAsync(Cancel);

    private static bool NamesOne(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText?.Contains("guid", StringComparison.Ordinal) == true;

    private static string Named(string path, Person from, Person to) =>
        path.Replace(from.Elder.ToString(), to.Elder.ToString(), StringComparison.Ordinal)
            .Replace(from.Visit.ToString(), to.Visit.ToString(), StringComparison.Ordinal);

    /// <summary>Without the ids that were asked for and what is new in every answer.</summary>
    private static string Plain(string text, Person person) =>
        Fresh()
            .Replace(
                text.Replace(person.Elder.ToString(), "ID", StringComparison.Ordinal)
                    .Replace(person.Visit.ToString(), "ID", StringComparison.Ordinal),
                ""
            );

    internal static async Task<string> Rows(Askers askers)
    {
        var rows = new List<string>();
        foreach (var stranger in askers.Others.Skip(3))
            rows.Add(await Strangers.Rows(askers.Host, stranger.Person));
        return string.Join('\n', rows);
    }

    [GeneratedRegex("CfDJ8[\\w-]+|\"traceId\":\"[^\"]*\"")]
    private static partial Regex Fresh();
}

public sealed class SqliteMatrixTests() : MatrixTests(Store.Sqlite);

public sealed class PostgresMatrixTests() : MatrixTests(Store.Postgres);
