using System.CommandLine;
using Tanfang.Data.Opening;
using Tanfang.Shared;

namespace Tanfang.Demo;

/// <summary>`tanfang demo`: synthetic people and their history over real divisions.</summary>
public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddScoped<MakeDemo>().AddScoped<DemoAccounts>();

    public static IEnumerable<Command> Commands() => [Command()];

    private static Command Command()
    {
        var division = new Option<string>("--division")
        {
            Description = "县级（或更大、更小）区划代码",
            DefaultValueFactory = _ => "140426",
        };
        var elders = new Option<int>("--elders") { Description = "老年人数", DefaultValueFactory = _ => 2000 };
        var months = new Option<int>("--months") { Description = "历史月数", DefaultValueFactory = _ => 6 };
        var seed = new Option<int>("--seed")
        {
            Description = "种子：同一种子生成同样的人和历史",
            DefaultValueFactory = _ => 1,
        };
        elders.Validators.Add(r =>
            Check(r.GetValue(elders) is >= 1 and <= 2_000_000, r.AddError, "--elders 应在 1 到 2000000 之间")
        );
        months.Validators.Add(r =>
            Check(r.GetValue(months) is >= 0 and <= 60, r.AddError, "--months 应在 0 到 60 之间")
        );
        var command = new Command("demo", "生成演示数据（虚构的人，真实的区划）") { division, elders, months, seed };
        command.SetAction(
            (parsed, cancel) =>
                Office.With(
                    Office.StoreFrom(parsed),
                    async services =>
                    {
                        await services.GetRequiredService<OpenStore>().Run(cancel);
                        var today = services.GetRequiredService<TimeProvider>().Today();
                        var recipe = new DemoRecipe(
                            parsed.GetValue(division)!,
                            parsed.GetValue(elders),
                            parsed.GetValue(months),
                            parsed.GetValue(seed),
                            today
                        );
                        var made = await services.GetRequiredService<MakeDemo>().Run(recipe, cancel);
                        return await Say(made);
                    }
                )
        );
        return command;
    }

    private static async Task<int> Say(Result<DemoMade> made)
    {
        if (!made.Succeeded)
        {
            await Console.Error.WriteLineAsync(made.Refusals[0].Sentence);
            return 1;
        }

        var m = made.Value;
        await Console.Out.WriteLineAsync(
            $"老年人 {m.Elders}，探访 {m.Visits}，应访 {m.Obligations}，结果 {m.Outcomes}\n内容摘要 {m.Digest}"
        );
        return 0;
    }

    private static void Check(bool holds, Action<string> refuse, string why)
    {
        if (!holds)
        {
            refuse(why);
        }
    }
}
