using System.Globalization;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>What was asked: a division, a month, a moment; the same words for HTTP, the page and the command line.</summary>
public sealed record RateQuestion(Division Division, DateOnly Month, DateTimeOffset? AsOf)
{
    /// <summary>The day whose tree a month's figures are told by: its last, or the day of the figure while it lasts.</summary>
    public static DateOnly TreeDay(DateOnly month, DateTimeOffset asOf)
    {
        var (last, day) = (month.AddMonths(1).AddDays(-1), Shared.ChinaTime.DayOf(asOf));
        return day >= month && day < last ? day : last;
    }
}

/// <summary>Understands the question or says which part of it is wrong.</summary>
public sealed class ReadQuestion(DivisionLookup divisions, TimeProvider clock)
{
    public async Task<Result<RateQuestion>> Run(string? division, string? month, string? asOf, CancellationToken cancel)
    {
        if (!TryMonth(month, out var first))
        {
            return new Refusal("month.invalid", $"月份应为 yyyy-MM：{month}", "例如 2026-11", "month");
        }

        DateTimeOffset? moment = null;
        if (!string.IsNullOrWhiteSpace(asOf))
        {
            if (!TryMoment(asOf, out var known))
            {
                return new Refusal(
                    "asOf.invalid",
                    $"截止时间应为 ISO 8601：{asOf}",
                    "例如 2026-11-21T09:00:00+08:00",
                    "asOf"
                );
            }

            moment = known;
        }

        var found = await Find(division, RateQuestion.TreeDay(first, clock.Now()), first, cancel);
        return found.Succeeded ? new RateQuestion(found.Value, first, moment) : found.Refusals.ToList();
    }

    /// <summary>The division that a code stands for today.</summary>
    public Task<Result<Division>> Division(string? code, CancellationToken cancel) =>
        Find(code, clock.Today(), null, cancel);

    private async Task<Result<Division>> Find(string? code, DateOnly on, DateOnly? since, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(code)
            ? new Refusal("division.missing", "没有给出区划代码", "例如 1404（长治市）", "division")
        : await divisions.ByCode(code, on, cancel, since) is { } found ? found
        : new Refusal(
            "division.unknown",
            $"没有区划代码 {code}",
            "代码为 2、4、6、9 或 12 位数字，可在行政区划页面查到",
            "division"
        );

    internal static bool TryMonth(string? text, out DateOnly first) =>
        DateOnly.TryParseExact(
            text + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out first
        );

    /// <summary>A time without a zone is one in China. A plus sign that came as a space in an address is a plus sign.</summary>
    internal static bool TryMoment(string text, out DateTimeOffset moment)
    {
        var written = text.Trim().Replace(' ', '+');
        var hasZone =
            written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > written.IndexOf('T') && written.Contains('T');
        return DateTimeOffset.TryParse(
            hasZone ? written
                : written.Contains('T') ? written + "+08:00"
                : written + "T00:00:00+08:00",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out moment
        );
    }
}
