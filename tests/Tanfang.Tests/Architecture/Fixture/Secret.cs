namespace Fixture.Beta.Inner;

internal class Secret
{
    public static int Count => 0;

    public int Weight { get; init; }
}

internal sealed class SecretMishap : Exception;

[AttributeUsage(AttributeTargets.All)]
internal sealed class SecretMarkAttribute : Attribute;
