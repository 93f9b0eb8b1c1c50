using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Tanfang.Tests.Policies;

/// <summary>The commands as somebody at a terminal runs them: a process of its own, no store.</summary>
public sealed class PolicyCommandTests
{
    private const string Facts = """
        { "division": "140426101201", "birthDate": "1941-03-02", "enrolledOn": "2026-01-05",
          "categories": ["incapacitatedFull"], "consent": "willing" }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_is_answered_by_an_object_and_an_array_by_an_array()
    {
        var (code, output, _) = await Run(Facts, "policy", "explain", "-", "--on", "2026-11-19", "--json");
        Assert.Equal(0, code);
        var one = JsonDocument.Parse(output).RootElement;
        Assert.Contains(
            one.GetProperty("duties").EnumerateArray(),
            d => d.GetProperty("rule").GetString() == "changzhi-2023-38/key"
        );

        (code, output, _) = await Run($"[{Facts},{Facts}]", "policy", "explain", "-", "--on", "2026-11-19", "--json");
        Assert.Equal(0, code);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("incapacitatedFull", "unheardOf", "unheardOf")]
    [InlineData("1941-03-02", "1941-02-30", "birthDate")]
    [InlineData("{", "hello", "stdin")]
    public async Task What_is_wrong_with_the_facts_is_named(string right, string wrong, string named)
    {
        var text = Facts.Replace(right, wrong, StringComparison.Ordinal);

        var (code, output, error) = await Run(text, "policy", "explain", "-", "--on", "2026-11-19", "--json");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy", "explain", "-", "--on", "19.11.2026")]
    [InlineData("policy", "explain", "no-such-file.json", "--on", "2026-11-19")]
    [InlineData("policy", "check", "--policies", "no-such-folder")]
    [InlineData("rate", "--division", "1404", "--month", "November")]
    public async Task Wrong_usage_ends_with_2(params string[] arguments)
    {
        var (code, output, error) = await Run("", arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task The_shipped_packs_pass_the_check()
    {
        var (code, output, _) = await Run("", "policy", "check", "--json");

        Assert.Equal(0, code);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("ok").GetBoolean());
    }

    private static async Task<(int Code, string Output, string Error)> Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tanfang.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), Cancel);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }
}
