using System.Text.Json;
using Tanfang.Emergencies.Recording;
using Tanfang.TestKit;
using Tanfang.Visits.Form;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>The phone reads the same file: what it lets through, the server takes; what it refuses, the server refuses too.</summary>
public sealed class RuleVectorsTests
{
    private sealed record Vector(string Name, string Kind, JsonElement Body, string[] Faults);

    /// <summary>Whether 无变化 refers to a visit the store knows, and only it can say.</summary>
    private const string ByTheStore = "basis";

    [Fact]
    public void Every_vector_is_judged_as_it_says()
    {
        var file = Path.Combine(Repository.Root, "src/Tanfang.Phone/tests/rule-vectors.json");
        var vectors = JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;

        var wrong = vectors
            .Select(v => (v.Name, Expected: v.Faults.Order().ToArray(), Found: Faults(v)))
            .Where(v => v.Expected is not [ByTheStore] || v.Found.Length > 0)
            .Where(v => !v.Expected.SequenceEqual(v.Found))
            .Select(v => $"{v.Name}: expected [{string.Join(' ', v.Expected)}], found [{string.Join(' ', v.Found)}]");

        Assert.Empty(wrong);
        Assert.True(vectors.Length >= 60, "vectors are missing");
        Assert.Equal(["attempt", "emergency", "visit"], vectors.Select(v => v.Kind).Distinct().Order());
    }

    /// <summary>Written anew with TANFANG_WRITE=1.</summary>
    [Fact]
    public async Task The_phone_is_tested_with_the_forms_that_are_served()
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);
        var served = new List<string>();
        foreach (var kind in (string[])["visit", "attempt", "emergency"])
            served.Add(
                $"\"{kind}\":{await host.Client.GetStringAsync(new Uri($"/api/v1/forms/{kind}/1", UriKind.Relative), TestContext.Current.CancellationToken)}"
            );
        var file = Path.Combine(Repository.Root, "src/Tanfang.Phone/tests/forms.json");
        var text = $"{{\n{string.Join(",\n", served)}\n}}\n";
        if (Environment.GetEnvironmentVariable("TANFANG_WRITE") == "1")
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private static string[] Faults(Vector vector)
    {
        var refusals = vector.Kind switch
        {
            "visit" => VisitBody.Read(vector.Body).Refusals,
            "emergency" => EmergencyBody.Read(vector.Body, closes: false).Refusals,
            "attempt" => AttemptBody.Read(vector.Body).Refusals,
            _ => throw new InvalidDataException(vector.Kind),
        };
        return [.. refusals.Select(r => r.Field ?? "").Distinct().Order()];
    }
}
