using Tanfang.Policy;

namespace Tanfang.Registry;

/// <summary>The registry's codes in the words of a reader. Categories and ages come from the policy files.</summary>
public sealed class RegistryWords(PolicySet policies)
{
    private readonly Dictionary<string, Category> categories = policies.Dictionary.Categories.ToDictionary(c => c.Key);

    /// <summary>All categories, in the order of the dictionary.</summary>
    public IReadOnlyList<Category> Categories => policies.Dictionary.Categories;

    /// <summary>From which age one is 老年人 (our reading elderAge).</summary>
    public int ElderAge { get; } = NumberOf(policies, "elderAge");

    /// <summary>After how many months a refusal is asked about again (our reading refusalAskAgainMonths).</summary>
    public int AskAgainMonths { get; } = NumberOf(policies, "refusalAskAgainMonths");

    /// <summary>Within how many days after enrolment the wish is asked (our reading notAskedAskAfterDays).</summary>
    public int AskWithinDays { get; } = NumberOf(policies, "notAskedAskAfterDays", shipped: 30);

    /// <summary>After how many months without a confirmation a file is stale (our reading fileStaleMonths).</summary>
    public int StaleMonths { get; } = NumberOf(policies, "fileStaleMonths", shipped: 12);

    /// <summary>Our answer to a question that the documents leave open; null when a local readings.json does not have it.</summary>
    public Parameter? Reading(string key) => policies.Readings.FirstOrDefault(r => r.Key == key);

    /// <summary>Categories that are an assessed fact (our reading incapacitated): without assessment they are flagged.</summary>
    public IReadOnlyList<string> Assessed { get; } =
        policies.Readings.Single(r => r.Key == "incapacitated").Value.Keys ?? [];

    public bool Knows(string category) => categories.ContainsKey(category);

    public string Name(string category) => categories.GetValueOrDefault(category)?.Name ?? category;

    public string Word(string category) => categories.GetValueOrDefault(category)?.ShortName ?? category;

    /// <summary>The short names of "|livingAlone|disability|", in the order of the dictionary.</summary>
    public IEnumerable<string> ShortNames(string categoriesNow)
    {
        var keys = categoriesNow.Split('|', StringSplitOptions.RemoveEmptyEntries);
        return Categories.Where(c => keys.Contains(c.Key)).Select(c => c.ShortName);
    }

    /// <summary>The day on which somebody becomes 老年人; of 29 February the 28th in common years.</summary>
    public DateOnly ElderFrom(DateOnly birth) => birth.AddYears(ElderAge);

    /// <summary>Full years of age.</summary>
    public static int Age(DateOnly birth, DateOnly on)
    {
        var years = on.Year - birth.Year;
        return birth.AddYears(years) > on ? years - 1 : years;
    }

    public static string Of(Sex sex) =>
        sex switch
        {
            Sex.Male => "男",
            Sex.Female => "女",
            _ => "性别未填",
        };

    public static string Of(ConsentState consent) =>
        consent switch
        {
            ConsentState.Willing => "愿意",
            ConsentState.Refused => "拒绝",
            _ => "未征询",
        };

    public static string Of(Assistance assistance) =>
        assistance switch
        {
            Assistance.None => "都不是",
            Assistance.MinimumLiving => "低保对象",
            Assistance.ExtremelyPoor => "特困人员",
            _ => "未填",
        };

    /// <summary>died, moved, institution, other.</summary>
    public static string LeftBecause(string? reason) =>
        reason switch
        {
            "died" => "去世",
            "moved" => "迁出",
            "institution" => "入住机构",
            _ => "其他",
        };

    /// <summary>是, 否, or 未填.</summary>
    public static string YesNo(bool? answer, string yes = "是", string no = "否") =>
        answer switch
        {
            true => yes,
            false => no,
            null => "未填",
        };

    /// <summary>A local readings.json may be older than the question; then the shipped answer holds.</summary>
    private static int NumberOf(PolicySet policies, string key, int shipped) =>
        policies.Readings.FirstOrDefault(r => r.Key == key)?.Value.Number ?? shipped;

    private static int NumberOf(PolicySet policies, string key) =>
        policies.Readings.Single(r => r.Key == key).Value.Number
        ?? throw new InvalidOperationException($"readings.json: {key} is no number");
}
