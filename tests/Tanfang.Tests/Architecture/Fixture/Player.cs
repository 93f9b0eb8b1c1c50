using Fixture.Beta.Inner;

namespace Fixture.Demo;

/// <summary>The demo is no module; it may do what a user may.</summary>
internal sealed class Player
{
    public static Secret Play() => new();
}
