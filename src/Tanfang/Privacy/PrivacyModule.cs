using System.CommandLine;
using Tanfang.Privacy.Copying;
using Tanfang.Privacy.Erasing;
using Tanfang.Privacy.Retaining;

namespace Tanfang.Privacy;

/// <summary>个人信息保护: why each field is asked, the notice, the copy for the person, how long things are kept, erasure.</summary>
public static class PrivacyModule
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<ErasedPeople>();
        services.AddScoped<AskErasure>();
        services.AddScoped<AnswerErasure>();
        services.AddScoped<EraseElder>();
        services.AddScoped<ClearFreedPages>();
        services.AddScoped<ReapplyErasures>();
        services.AddScoped<ReadErasures>();
        services.AddScoped<FindExpired>();
        services.AddScoped<ReadFurther>();
        return services;
    }

    public static IEnumerable<Command> Commands() => [RetentionCommand.Create()];
}
