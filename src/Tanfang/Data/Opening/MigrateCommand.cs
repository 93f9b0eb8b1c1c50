using System.CommandLine;

namespace Tanfang.Data.Opening;

/// <summary>`tanfang migrate`.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "升级数据库结构（SQLite 先自动备份）");
        command.SetAction(
            async (parsed, cancel) =>
                await Said.Outcome(async () =>
                {
                    var opened = await Office.With(
                        Office.StoreFrom(parsed),
                        services => services.GetRequiredService<OpenStore>().Run(cancel)
                    );
                    if (opened.Copy is { } copy)
                    {
                        Console.WriteLine($"升级前的副本：{copy}");
                    }

                    foreach (var migration in opened.Applied)
                    {
                        Console.WriteLine($"已应用 {migration}");
                    }

                    Console.WriteLine(
                        opened.Applied.Count == 0 ? "数据库结构已是最新。" : $"完成，共 {opened.Applied.Count} 项。"
                    );
                    return 0;
                })
        );
        return command;
    }
}
