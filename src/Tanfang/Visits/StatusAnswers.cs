using System.Text.Json;

namespace Tanfang.Visits;

/// <summary>
/// One of the eight items of section five that know 无变化, as this visit left it.
/// </summary>
/// <param name="Tick">
/// The box as ticked: unchanged, better, worse (illness: unchanged, serious, improved; family: unchanged, more, fewer). Null: not answered
/// this time; the rest then repeats what was shown.
/// </param>
/// <param name="State">The state that follows: good or poor (illness: serious, improved; family: more, fewer). Null when no visit ever said.</param>
/// <param name="Since">The China day since when that state holds.</param>
/// <param name="VisitId">The visit that set the state.</param>
/// <param name="By">家庭人口: by how many persons, for more and fewer.</param>
public sealed record StatusAnswer(string? Tick, string? State, DateOnly? Since, Guid? VisitId, int? By = null);

/// <summary>The eight items; null = never answered. Coded, no free words, so they may be searched and counted.</summary>
public sealed record StatusAnswers
{
    /// <summary>Stands in the code exactly when 家庭人口 was answered on this visit, not only repeated from the one before.</summary>
    public const string FamilyAnswered = "\"family\":[\"";

    /// <summary>The same in what was stored with an object for each item.</summary>
    public const string FamilyAnsweredBefore = "\"family\":{\"tick\":\"";

    public StatusAnswer? Family { get; init; }

    public StatusAnswer? Expression { get; init; }

    public StatusAnswer? Movement { get; init; }

    public StatusAnswer? Illness { get; init; }

    public StatusAnswer? Mood { get; init; }

    public StatusAnswer? PersonalHygiene { get; init; }

    public StatusAnswer? HomeHygiene { get; init; }

    public StatusAnswer? Room { get; init; }

    /// <summary>By the key of the form.</summary>
    public StatusAnswer? this[string key] =>
        key switch
        {
            "family" => Family,
            "expression" => Expression,
            "movement" => Movement,
            "illness" => Illness,
            "mood" => Mood,
            "personalHygiene" => PersonalHygiene,
            "homeHygiene" => HomeHygiene,
            "room" => Room,
            _ => null,
        };

    public static StatusAnswers Each(Func<string, StatusAnswer?> answer) =>
        new()
        {
            Family = answer("family"),
            Expression = answer("expression"),
            Movement = answer("movement"),
            Illness = answer("illness"),
            Mood = answer("mood"),
            PersonalHygiene = answer("personalHygiene"),
            HomeHygiene = answer("homeHygiene"),
            Room = answer("room"),
        };

    /// <inheritdoc cref="StatusCode.Read"/>
    public static StatusAnswers Parse(string json) => StatusCode.Read(json);

    /// <inheritdoc cref="StatusCode.Write"/>
    public string ToJson() => StatusCode.Write(this);
}

/// <summary>What a visit or an attempt holds in free words; sealed as a whole.</summary>
/// <param name="IllnessName">疾病名称.</param>
/// <param name="Needs">老年人服务需求, in words.</param>
/// <param name="Suggestion">实施关爱服务建议.</param>
/// <param name="Note">What an attempt found, in words.</param>
/// <param name="Signatures">Signatures by role (visitor, elder, desk), as sent.</param>
/// <param name="Channel">By what a 互联网音(视)频探访 came.</param>
/// <param name="Beyond">Answers beyond the paper by key.</param>
public sealed record VisitWords(
    string? IllnessName,
    string? Needs,
    string? Suggestion,
    string? Note,
    JsonElement? Signatures,
    string? Channel = null,
    IReadOnlyDictionary<string, string>? Beyond = null,
    IReadOnlyList<string>? SharedSafety = null
)
{
    public static VisitWords Parse(string json) =>
        JsonSerializer.Deserialize<VisitWords>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
