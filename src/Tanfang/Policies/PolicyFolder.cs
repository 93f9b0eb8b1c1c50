using System.CommandLine;

namespace Tanfang.Policies;

/// <summary>The option --policies DIR of the policy commands.</summary>
internal static class PolicyFolder
{
    public static Option<string?> Option()
    {
        var option = new Option<string?>("--policies") { Description = "只用此文件夹中的政策包" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } folder && !Directory.Exists(folder))
            {
                result.AddError($"找不到文件夹：{folder}");
            }
        });
        return option;
    }

    public static PolicyLibrary Library(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } folder ? PolicyLibrary.In(folder) : PolicyLibrary.Of(Office.StoreFrom(parsed));
}
