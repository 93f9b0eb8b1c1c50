namespace Tanfang.Shared;

/// <summary>One page of a list and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
{
    public const int DefaultSize = 20;
    public const int LargestSize = 200;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>A page size a client may ask for: 1 to 200, else the default.</summary>
    public static int SizeFrom(int? asked) => asked is >= 1 and <= LargestSize ? asked.Value : DefaultSize;
}
