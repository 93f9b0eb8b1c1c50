using System.CommandLine;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>`tanfang account add`: for whoever has the machine, when nobody can sign in any more or many accounts are made by a script.</summary>
internal static class AccountCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "登录名" };
        var display = new Option<string>("--display-name") { Description = "姓名", Required = true };
        var organisation = new Option<string>("--organisation") { Description = "机构名称", Required = true };
        var division = new Option<string>("--division") { Description = "管哪里：区划代码", Required = true };
        var role = new Option<Role>("--role") { Description = string.Join("、", Roles.All), Required = true };
        var visitor = new Option<Guid?>("--visitor") { Description = "角色是 Visitor 时：探访人员的编号" };
        var add = new Command("add", "建立账号并给第一项授权，打印一次性密码；有了第一个账号，网页就要登录")
        {
            name,
            display,
            organisation,
            division,
            role,
            visitor,
        };
        add.SetAction(
            (parsed, cancel) =>
                Said.Outcome(() =>
                    Office.With(
                        Office.StoreFrom(parsed),
                        async services =>
                        {
                            await Office.Prepare(services, cancel);
                            var code = parsed.GetValue(division)!;
                            var today = services.GetRequiredService<TimeProvider>().Today();
                            var place = await services.GetRequiredService<DivisionLookup>().ByCode(code, today, cancel);
                            var asked = new NewAccount(
                                parsed.GetValue(name),
                                parsed.GetValue(display),
                                parsed.GetValue(organisation),
                                OrganisationKind.CountyBureau,
                                parsed.GetValue(role),
                                place?.Id ?? 0,
                                VisitorId: parsed.GetValue(visitor)
                            );
                            var made = await services
                                .GetRequiredService<CreateAccount>()
                                .Run(asked, Scope.Everything, Actor.Local, cancel);
                            return Say(made);
                        }
                    )
                )
        );
        return new Command("account", "账号") { add };
    }

    private static int Say(Result<CreatedAccount> made)
    {
        if (!made.Succeeded)
        {
            return Said.Refused(made.Refusals);
        }

        Console.WriteLine($"一次性密码 {made.Value.Password}");
        return 0;
    }
}
