using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Audit;
using Tanfang.Data;
using Tanfang.Demo;
using Tanfang.Policy;
using Tanfang.Shared;
using Tanfang.Visits.Printing;

namespace Tanfang;

/// <summary>`tanfang serve`: opens the store, loads the divisions, seeds the demo once, serves.</summary>
internal static class Serve
{
    public static Command Command()
    {
        var noDemo = new Option<bool>("--no-demo") { Description = "不生成演示数据" };
        var chromium = new Option<string?>("--chromium")
        {
            Description = "Chromium 的位置，用来生成 PDF（默认：自动寻找，或环境变量 TANFANG_CHROMIUM）",
        };
        var anchor = new Option<string?>("--audit-anchor")
        {
            Description = "审计链的锚定文件另存一份到这里，最好在另一块磁盘上",
        };
        var command = new Command("serve", "启动网页服务") { noDemo, chromium, anchor };
        foreach (var option in ChooseFront.Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(
            async (parsed, cancel) =>
                await Said.Outcome(async () =>
                {
                    var front = ChooseFront.From(parsed);
                    if (!front.Succeeded)
                    {
                        return Said.Refused(front.Refusals);
                    }

                    var demo = !parsed.GetValue(noDemo);
                    return await Run(
                        Office.StoreFrom(parsed),
                        front.Value,
                        demo,
                        parsed.GetValue(chromium),
                        parsed.GetValue(anchor),
                        cancel
                    );
                })
        );
        return command;
    }

    private static async Task<int> Run(
        StoreOptions store,
        Front front,
        bool demo,
        string? chromium,
        string? anchor,
        CancellationToken cancel
    )
    {
        await using var app = Office.Build(store, TimeProvider.System, front);
        if (chromium is not null)
            app.Services.GetRequiredService<Chromium>().Told = chromium;
        app.Services.GetRequiredService<AnchorCopy>().File = anchor is null ? null : Path.GetFullPath(anchor);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            // A pack that cannot be read is said now and not at the first page.
            services.GetRequiredService<PolicySet>();
            await Office.Prepare(services, cancel);
            var db = services.GetRequiredService<TanfangDb>();
            var demoOnly = await services.GetRequiredService<DemoAccounts>().AreOpen(cancel);
            if (
                front.IsOpenToOthers && (demoOnly || !await services.GetRequiredService<SignInState>().IsOn(db, cancel))
            )
            {
                return Said.Refused([NobodySignsIn]);
            }

            // Made-up people belong on one machine only.
            if (demo && !front.IsOpenToOthers && !await db.Elders.AnyAsync(cancel))
            {
                await Console.Out.WriteLineAsync("第一次启动：正在生成演示县……");
                var today = services.GetRequiredService<TimeProvider>().Today();
                await services.GetRequiredService<MakeDemo>().Run(DemoRecipe.Default(today), cancel);
            }

            if (demo)
            {
                await services.GetRequiredService<DemoAccounts>().Run(cancel);
            }
        }

        await Start(app, front.Urls, cancel);
        await Console.Out.WriteLineAsync($"探访已就绪：{string.Join(' ', app.Urls)}");
        await Say(app, cancel);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static Refusal NobodySignsIn { get; } =
        new(
            "front.nobody",
            "还没有账号，谁来都能看到全部内容，所以只能在本机使用",
            "先在本机运行 tanfang serve，打开它打印的链接建立管理员账号；或用 tanfang account add"
        );

    /// <summary>Whether people sign in here; while nobody does, the link that begins it.</summary>
    private static async Task Say(WebApplication app, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TanfangDb>();
        var first = app.Services.GetRequiredService<FirstAccount>();
        if (await scope.ServiceProvider.GetRequiredService<DemoAccounts>().AreOpen(cancel))
        {
            await Console.Out.WriteLineAsync("演示账号（只在本机有效，密码都是 " + DemoAccounts.Password + "）：");
            foreach (var (name, role, what) in DemoAccounts.All)
            {
                await Console.Out.WriteLineAsync($"  {name, -8} {what}（{role}）");
            }

            await Console.Out.WriteLineAsync(
                $"""
                仅供演示，勿录真实信息。按 Ctrl+C 结束。
                正式使用：一小时内打开 {app.Urls.First()}{first.Path} 建立管理员账号（只能用一次），演示账号随即停用。
                """
            );
            return;
        }

        if (await app.Services.GetRequiredService<SignInState>().IsOn(db, cancel))
        {
            await Console.Out.WriteLineAsync("请用账号登录。按 Ctrl+C 结束。");
            return;
        }

        await Console.Out.WriteLineAsync(
            $"""
            尚未启用登录：本机用户可见全部内容。仅供演示，勿录真实信息。按 Ctrl+C 结束。
            启用登录：一小时内打开 {app.Urls.First()}{first.Path} 建立管理员账号（只能用一次）。
            """
        );
    }

    private static async Task Start(WebApplication app, IEnumerable<string> urls, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new StoreException(
                $"{string.Join(' ', urls)} 已被占用：可能另一个 tanfang 正在运行。请先结束它，或用 --urls 换一个端口。"
            );
        }
    }
}
