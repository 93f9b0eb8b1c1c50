using Fixture.Beta.Inner;

namespace Fixture.Beta;

/// <summary>Beta's face: it knows its own inside, others know it.</summary>
internal static class Door
{
    public static Secret Open() => new();

    public static int Weigh() => Open().Weight;
}
