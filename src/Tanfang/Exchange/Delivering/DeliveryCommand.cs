using System.CommandLine;
using Tanfang.Divisions;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Reading;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>`tanfang import delivery FILE --source … --division CODE [--as-of DAY] [--json]`: what the list would bring. Writes nothing; deciding is done on the pages.</summary>
internal static class DeliveryCommand
{
    private sealed record Answer(
        string Source,
        string Division,
        DateOnly AsOf,
        int Rows,
        int Same,
        int WithDifferences,
        int Remembered,
        int TooYoung,
        int Rejected,
        IReadOnlyDictionary<string, int> Differences,
        IReadOnlyList<RowError> Errors
    );

    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "部门交来的 .xlsx、.xls 或 .csv",
        }.AcceptExistingOnly();
        var source = new Option<string>("--source") { Description = "来源", Required = true };
        source.AcceptOnlyFromAmong([.. DeliverySource.All.Select(s => s.Key)]);
        var division = new Option<string>("--division") { Description = "名单覆盖的地区的区划代码", Required = true };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "名单反映哪一天的情况（默认：今天）" };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var command = new Command("delivery", "比对卫健、残联等部门名单（不写入）")
        {
            file,
            source,
            division,
            asOf,
            json,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var bytes = await ImportCommand.Read(parsed.GetValue(file)!, cancel);
                return await Office.With(
                    Office.StoreFrom(parsed),
                    services =>
                        Run(
                            services,
                            new DeliveryDraft(
                                parsed.GetValue(source),
                                null,
                                parsed.GetValue(asOf),
                                parsed.GetValue(file)!.Name,
                                bytes
                            ),
                            parsed.GetValue(division)!,
                            parsed.GetValue(json),
                            cancel
                        )
                );
            }
        );
        return command;
    }

    private static async Task<int> Run(
        IServiceProvider services,
        DeliveryDraft draft,
        string code,
        bool json,
        CancellationToken cancel
    )
    {
        await Office.Prepare(services, cancel);
        var today = services.GetRequiredService<TimeProvider>().Today();
        var area = await services.GetRequiredService<DivisionLookup>().ByCode(code, today, cancel);
        var asked = draft with { Area = area, AsOf = draft.AsOf ?? today };
        var take = services.GetRequiredService<TakeDelivery>();
        if (await take.Guard(asked, CurrentUser.Local.Scope, cancel) is { } said)
        {
            Output.Error(
                said.Succeeded
                    ? "同一个文件已经收过，见“卫健、残联名单”页面。"
                    : string.Join('\n', said.Refusals.Select(r => r.Sentence))
            );
            return 1;
        }

        try
        {
            var compared = await take.Compare(asked, CurrentUser.Local, cancel);
            Say(compared, area!.Code, compared.Delivery.OpenErrors(services.GetRequiredService<Data.Vault>()), json);
            return compared.Delivery.Rejected == 0 ? 0 : 1;
        }
        catch (UnreadableFileException refused)
        {
            Output.Error($"{refused.Message}。{refused.Remedy}");
            return 1;
        }
    }

    private static void Say(ComparedDelivery compared, string code, DeliveryErrors errors, bool json)
    {
        var d = compared.Delivery;
        var counts = DeliveryWords.Kinds.ToDictionary(
            k => char.ToLowerInvariant($"{k.Kind}"[0]) + $"{k.Kind}"[1..],
            k => compared.Count(k.Kind)
        );
        if (json)
        {
            Output.Json(
                new Answer(
                    d.Source,
                    code,
                    d.AsOf,
                    d.Rows,
                    d.Same,
                    d.WithDifferences,
                    d.Remembered,
                    d.TooYoung,
                    d.Rejected,
                    counts,
                    errors.Rows
                )
            );
            return;
        }

        Output.Lines(
            errors
                .Rows.Select(e => $"{e.Sheet}第 {e.Row} 行 {e.Column}：{e.Reason}。{e.Remedy}")
                .Append(
                    $"比对（没有写入）{d.Rows} 行：相同 {d.Same}，有差异 {d.WithDifferences}，以前决定过 {d.Remembered}，未到年龄 {d.TooYoung}，没有读成 {d.Rejected}"
                )
                .Append(string.Join("，", DeliveryWords.Kinds.Select(k => $"{k.Word} {compared.Count(k.Kind)}")))
        );
    }
}
