namespace Fixture.Gamma;

internal static class Impure
{
#pragma warning disable RS0030 // being banned is what it is here for
    public static string Everything() =>
        File.ReadAllText("a") + DateTime.UtcNow + Guid.NewGuid() + new Random(1).Next() + Environment.MachineName;
#pragma warning restore RS0030

    public static HttpClient Reach() => new();
}
