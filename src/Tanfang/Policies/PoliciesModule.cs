using System.CommandLine;
using Tanfang.Data;
using Tanfang.Data.Doctoring;
using Tanfang.Policies.Checking;
using Tanfang.Policies.Explaining;

namespace Tanfang.Policies;

/// <summary>政策包: loaded, checked, explained, shown.</summary>
public static class PoliciesModule
{
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton(s => PolicyLibrary.Of(s.GetRequiredService<StoreOptions>()));
        services.AddSingleton(s => s.GetRequiredService<PolicyLibrary>().Parse());
        services.AddSingleton<CheckPolicies>();
        services.AddSingleton<Examine>(ExaminePolicies.Run);
        return services;
    }

    public static IEnumerable<Command> Commands() =>
        [new("policy", "政策包：核对原文、解释义务") { CheckCommand.Command(), ExplainCommand.Command() }];

    public static void MapPolicies(this WebApplication app)
    {
        _ = app;
    }
}
