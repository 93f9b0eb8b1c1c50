using System.CommandLine;
using System.Globalization;
using Tanfang.Divisions;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Policies.Explaining;

/// <summary>
/// `tanfang policy explain FACTS.json --on DATE --json`: the duties of one person (object → object) or many (array → array).
/// Needs no store. `-` reads stdin.
/// </summary>
internal static class ExplainCommand
{
    public static Command Command()
    {
        var facts = new Argument<string>("FACTS.json") { Description = "事实文件；- 表示标准输入" };
        facts.Validators.Add(result =>
        {
            var file = result.GetValueOrDefault<string>();
            if (file != "-" && !File.Exists(file))
            {
                result.AddError($"找不到文件：{file}");
            }
        });
        var on = new Option<string>("--on") { Description = "哪一天（yyyy-MM-dd）", Required = true };
        on.Validators.Add(result =>
        {
            if (!TryDay(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"--on 应为 yyyy-MM-dd 形式的日期：{result.GetValueOrDefault<string>()}");
            }
        });
        var json = new Option<bool>("--json") { Description = "以 JSON 输出" };
        var folder = PolicyFolder.Option();
        var command = new Command("explain", "说明一个人（或多个人）在某一天的全部义务及其依据")
        {
            facts,
            on,
            json,
            folder,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                TryDay(parsed.GetValue(on), out var day);
                try
                {
                    var policies = PolicyFolder.Library(parsed, folder).Parse();
                    var text = await Read(parsed.GetValue(facts)!, cancel);
                    var asked = FactsJson.Parse(text, policies, DivisionFile.RuralOf);
                    var answers = asked.Elders.Select(e => Explain.On(policies, e, day)).ToList();
                    Answer(asked.IsArray, answers, parsed.GetValue(json));
                    return 0;
                }
                catch (PolicyFormatException wrong)
                {
                    Output.Error(wrong.Message);
                    return 1;
                }
            }
        );
        return command;
    }

    private static void Answer(bool isArray, List<Explanation> answers, bool json)
    {
        if (!json)
        {
            Output.Lines(answers.SelectMany(ExplainInWords.Lines));
        }
        else
        {
            Output.Bytes(isArray ? ExplanationJson.Write(answers) : ExplanationJson.Write(answers[0]));
        }
    }

    private static async Task<PolicyText> Read(string file, CancellationToken cancel)
    {
        if (file != "-")
        {
            return new PolicyText(Path.GetFileName(file), await File.ReadAllTextAsync(file, cancel));
        }

        using var stdin = new StreamReader(Console.OpenStandardInput());
        return new PolicyText("stdin", await stdin.ReadToEndAsync(cancel));
    }

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
