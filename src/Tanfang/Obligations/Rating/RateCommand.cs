using System.CommandLine;
using System.Globalization;
using Tanfang.Data.Opening;
using Tanfang.Shared;

namespace Tanfang.Obligations.Rating;

/// <summary>`tanfang rate --division CODE --month YYYY-MM [--as-of TIME] --json`: the same answer as HTTP. 1 for an unknown division.</summary>
internal static class RateCommand
{
    public static Command Command()
    {
        var division = new Option<string>("--division") { Description = "区划代码", Required = true };
        var month = new Option<string>("--month") { Description = "月份（yyyy-MM）", Required = true };
        month.Validators.Add(result =>
        {
            if (!ReadQuestion.TryMonth(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"--month 应为 yyyy-MM：{result.GetValueOrDefault<string>()}");
            }
        });
        var asOf = new Option<string?>("--as-of") { Description = "截止时间（ISO 8601）" };
        asOf.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ReadQuestion.TryMoment(text, out _))
            {
                result.AddError($"--as-of 应为 ISO 8601 时间：{text}");
            }
        });
        var json = new Option<bool>("--json") { Description = "以 JSON 输出" };
        var command = new Command("rate", "月探访率：一个区划及其下级") { division, month, asOf, json };
        command.SetAction(
            (parsed, cancel) =>
                Office.With(
                    Office.StoreFrom(parsed),
                    async services =>
                    {
                        await services.GetRequiredService<OpenStore>().Run(cancel);
                        var asked = await services
                            .GetRequiredService<ReadQuestion>()
                            .Run(parsed.GetValue(division), parsed.GetValue(month), parsed.GetValue(asOf), cancel);
                        if (!asked.Succeeded)
                        {
                            Output.Error(asked.Refusals[0].Sentence);
                            return 1;
                        }

                        var (where, first, when) = asked.Value;
                        var answer = await services.GetRequiredService<MonthRates>().Run(where, first, when, cancel);
                        Say(answer, parsed.GetValue(json));
                        return 0;
                    }
                )
        );
        return command;
    }

    private static void Say(MonthRatesAnswer answer, bool json)
    {
        if (json)
        {
            Output.Json(answer);
            return;
        }

        Output.Lines(
            answer.Rows.Select(Line).Prepend($"数据截至 {ChinaTime.Show(answer.AsOf)}").Append(answer.Definition)
        );
    }

    private static string Line(RateRow row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Division, -12} {row.Name}  在册 {row.Enrolled}  应访 {row.Counted}  已访 {row.Visited}  上门 {row.OnSite}"
                + $"  不计 {row.Excused}  拒访 {row.Refused}  未到期 {row.NotYetDue}  逾期 {row.Overdue}  月探访率 {Percent(row.Rate)}"
        );

    private static string Percent(decimal? rate) =>
        rate is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0}%") : "—";
}
