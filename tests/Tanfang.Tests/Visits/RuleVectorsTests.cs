using System.Text.Json;
using Tanfang.TestKit;
using Tanfang.Visits.Form;
using Xunit;

namespace Tanfang.Tests.Visits;

/// <summary>The phone reads the same file: what it lets through, the server takes; what it refuses, the server refuses too.</summary>
public sealed class RuleVectorsTests
{
    private sealed record Vector(string Name, string Kind, JsonElement Body, string[] Faults);

    [Fact]
    public void Every_vector_is_judged_as_it_says()
    {
        var file = Path.Combine(Repository.Root, "src/Tanfang.Phone/tests/rule-vectors.json");
        var vectors = JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;

        var wrong = vectors
            .Select(v => (v.Name, Expected: v.Faults.Order().ToArray(), Found: Faults(v)))
            .Where(v => !v.Expected.SequenceEqual(v.Found))
            .Select(v => $"{v.Name}: expected [{string.Join(' ', v.Expected)}], found [{string.Join(' ', v.Found)}]");

        Assert.Empty(wrong);
        Assert.True(vectors.Length >= 60, "vectors are missing");
        Assert.Equal(["attempt", "emergency", "visit"], vectors.Select(v => v.Kind).Distinct().Order());
    }

    private static string[] Faults(Vector vector)
    {
        var refusals = vector.Kind switch
        {
            "visit" => VisitBody.Read(vector.Body).Refusals,
            "attempt" => AttemptBody.Read(vector.Body).Refusals,
            _ => throw new InvalidDataException(vector.Kind),
        };
        return [.. refusals.Select(r => r.Field ?? "").Distinct().Order()];
    }
}
