using System.CommandLine;
using Tanfang.Audit.Chaining;
using Tanfang.Audit.Reading;
using Tanfang.Audit.Searching;

namespace Tanfang.Audit;

/// <summary>审计: who did and saw what; sealed in a chain, anchored outside the database, searched by those who answer for it.</summary>
public static class AuditModule
{
    public static IEnumerable<Command> Commands() => [AuditCommand.Create()];

    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AppendEntries>();
        services.AddSingleton<AnchorCopy>();
        services.AddScoped<SealRows>();
        services.AddScoped<KeepAnchor>();
        services.AddScoped<VerifyStore>();
        services.AddScoped<RenewAnchor>();
        services.AddScoped<FindAudit>();
        services.AddHostedService<SealWhileServing>();
        return services;
    }

    /// <summary>Right behind the wall.</summary>
    public static void UseAudit(this WebApplication app) => app.UseMiddleware<RecordReading>();
}
