namespace Tanfang.Policy;

/// <summary>The common readings that the evaluation itself asks for, whatever the packs say.</summary>
internal sealed class EngineReadings
{
    /// <summary>Their keys. Each must stand in readings.json with a value of the right kind.</summary>
    public static readonly string[] Keys =
    [
        "elderAge",
        "newInPeriodPercent",
        "refusalAskAgainMonths",
        "extraIsAdditional",
        "ruralWhenUnknown",
    ];

    /// <summary>Keys that the office asks for beside the evaluation; a local readings.json may be older than they are.</summary>
    public static readonly string[] OfficeKeys = ["notAskedAskAfterDays", "fileStaleMonths", "planReviewMonths"];

    private readonly IReadOnlyList<Parameter> _readings;

    public EngineReadings(IReadOnlyList<Parameter> readings)
    {
        _readings = readings;
        ElderAge = Number("elderAge");
        NewInPeriodPercent = Number("newInPeriodPercent");
        RefusalAskAgainMonths = Number("refusalAskAgainMonths");
        ExtraIsAdditional = Of("extraIsAdditional").Value.Setting!.Value;
    }

    /// <summary>From this age, in full years, a person is an elder.</summary>
    public int ElderAge { get; }

    /// <summary>Share of a period's days, in percent, that must be left for a duty beginning in it to be due in it.</summary>
    public int NewInPeriodPercent { get; }

    /// <summary>Months after which someone who refused is asked again.</summary>
    public int RefusalAskAgainMonths { get; }

    /// <summary>True when an extra wants another visit than those that fulfil a cadence.</summary>
    public bool ExtraIsAdditional { get; }

    public Parameter Of(string key) => _readings.First(p => p.Key == key);

    public static void Require(IReadOnlyList<Parameter> readings, string file, List<PolicyProblem> problems)
    {
        foreach (var key in Keys)
        {
            var value = readings.FirstOrDefault(p => p.Key == key)?.Value;
            var fits = key is "extraIsAdditional" or "ruralWhenUnknown"
                ? value?.Setting is not null
                : value?.Number is not null;
            if (!fits)
            {
                problems.Add(new(file, "parameters", $"缺少参数“{key}”，或其取值不合"));
            }
        }
    }

    private int Number(string key) => Of(key).Value.Number!.Value;
}
