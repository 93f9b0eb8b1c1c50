using Tanfang.Doors.Answering;
using Tanfang.Doors.Issuing;
using Tanfang.Doors.Knocking;

namespace Tanfang.Doors;

/// <summary>门牌码: the card at a door, and what is said there.</summary>
public static class DoorsModule
{
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddScoped<FindDoor>();
        services.AddScoped<WaitingNotes>();
        services.AddScoped<KeepDoor>();
        services.AddScoped<TakeNote>();
        services.AddScoped<AnswerNote>();
        services.AddScoped<ReadNotes>();
        services.AddRateLimiter(DoorLimit.Add);
        return services;
    }
}
