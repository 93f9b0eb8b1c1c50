using Tanfang.Data.Doctoring;

namespace Tanfang.Policies.Checking;

/// <summary>What doctor says of the packs. What the law itself leaves open is listed by `policy check` and is no illness.</summary>
internal static class ExaminePolicies
{
    private const string Name = "政策包";

    public static Task<IReadOnlyList<Check>> Run(IServiceProvider services, CancellationToken cancel)
    {
        var result = services.GetRequiredService<CheckPolicies>().Run();
        return Task.FromResult<IReadOnlyList<Check>>([
            result.Packs == 0
                ? Check.Error(Name, "一个也没有，不会开出应访", "重新安装程序，或核对数据目录中的 policies")
            : result.Holds ? Check.Ok(Name, $"{result.Packs} 个，引文与原文一致")
            : Check.Error(Name, $"{result.Failures} 处与原文不符", "运行 tanfang policy check 查看"),
        ]);
    }
}
