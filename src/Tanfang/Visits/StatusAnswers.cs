using System.Text.Json;

namespace Tanfang.Visits;

/// <summary>
/// One of the eight items of section five that know 无变化.
/// </summary>
/// <param name="Tick">The box as ticked: unchanged, better, worse (illness: unchanged, serious, improved; family: unchanged, more, fewer).</param>
/// <param name="State">The state that follows: good or poor (illness: serious, improved; family: the tick's own). Null when it cannot be known.</param>
/// <param name="Since">The China day since when that state holds.</param>
/// <param name="VisitId">The visit that set the state.</param>
/// <param name="By">家庭人口: by how many persons, for more and fewer.</param>
public sealed record StatusAnswer(string Tick, string? State, DateOnly? Since, Guid? VisitId, int? By = null);

/// <summary>The eight items; null = not answered. Coded, no free words, so they may be searched and counted.</summary>
public sealed record StatusAnswers
{
    public StatusAnswer? Family { get; init; }

    public StatusAnswer? Expression { get; init; }

    public StatusAnswer? Movement { get; init; }

    public StatusAnswer? Illness { get; init; }

    public StatusAnswer? Mood { get; init; }

    public StatusAnswer? PersonalHygiene { get; init; }

    public StatusAnswer? HomeHygiene { get; init; }

    public StatusAnswer? Room { get; init; }

    public static StatusAnswers Parse(string json) =>
        JsonSerializer.Deserialize<StatusAnswers>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>What a visit holds in free words; sealed as a whole.</summary>
/// <param name="IllnessName">疾病名称.</param>
/// <param name="Needs">老年人服务需求, in words.</param>
/// <param name="Suggestion">实施关爱服务建议.</param>
/// <param name="Signatures">Signatures by role (visitor, elder, desk), as sent.</param>
public sealed record VisitWords(
    string? IllnessName,
    string? Needs,
    string? Suggestion,
    string? Note,
    JsonElement? Signatures
)
{
    public static VisitWords Parse(string json) =>
        JsonSerializer.Deserialize<VisitWords>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
