using System.CommandLine;
using Tanfang.Shared;

namespace Tanfang.Registry.Identity;

/// <summary>`tanfang id check TEXT…`: says of each text what it is and whether it holds. Needs no store and keeps nothing.</summary>
public static class CheckIds
{
    /// <summary>One answer; the members are those of the contract.</summary>
    public sealed record Verdict(string Text, string? Kind, bool Valid, string? Normalised, string? Reason);

    public static Command Command(TimeProvider clock)
    {
        var texts = new Argument<string[]>("TEXT")
        {
            Description = "公民身份号码或残疾人证号，可以多个；以 - 开头的放在 -- 之后",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var check = new Command("check", "核对公民身份号码（18 位、15 位）和残疾人证号") { texts, json };
        check.SetAction(parsed =>
        {
            var verdicts = parsed.GetValue(texts)!.Select(text => Of(text, clock.Today())).ToList();
            if (parsed.GetValue(json))
            {
                Output.Json(verdicts);
            }
            else
            {
                Output.Lines(verdicts.Select(Line));
            }

            return verdicts.TrueForAll(v => v.Valid) ? 0 : 1;
        });
        return new Command("id", "证件号码") { check };
    }

    public static Verdict Of(string text, DateOnly today)
    {
        var length = Plain.Characters(text).Length;
        if (length >= 20)
        {
            var (certificate, why) = DisabilityCertificate.Read(text, today);
            return new(text, "disability", why is null, certificate?.Normalised, Sentence(why));
        }

        var (number, problem) = IdNumber.Read(text, today);
        var looksLikeOne = length is 15 or 18 || problem == ExcelDamage.Scientific;
        return new(text, looksLikeOne ? "identity" : null, problem is null, number?.Normalised, Sentence(problem));
    }

    private static string? Sentence(Unreadable? problem) =>
        problem is null ? null : $"{problem.Reason}。{problem.Remedy}";

    private static string Line(Verdict verdict) =>
        verdict.Valid ? $"有效  {verdict.Normalised}" : $"无效  {verdict.Text}  {verdict.Reason}";
}
