namespace Tanfang.EndToEnd.Kills;

/// <summary>
/// When to kill next. A kill that came before the work took effect makes the next one later, one that came after makes it earlier: they
/// gather around the moment that matters, however slow the machine is that day.
/// </summary>
/// <param name="whole">How long the work takes when nobody disturbs it.</param>
internal sealed class Aim(Random chance, TimeSpan whole)
{
    private TimeSpan middle = whole * 0.8;

    public TimeSpan Next() => middle * (0.7 + (0.6 * chance.NextDouble()));

    public void Learn(bool tookEffect) => middle *= tookEffect ? 0.9 : 1.12;
}
