using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tanfang.Demo;

/// <summary>What a demo is made of. The same recipe over the same divisions makes the same people and the same history.</summary>
/// <param name="Division">Code of a county, or of anything with villages below it.</param>
/// <param name="Elders">How many people.</param>
/// <param name="Months">Months of history before today.</param>
/// <param name="Seed">Chooses the people.</param>
/// <param name="Today">The China day on which the history ends.</param>
public sealed record DemoRecipe(string Division, int Elders, int Months, int Seed, DateOnly Today)
{
    /// <summary>A moment of today that follows from the recipe: ids of another recipe begin otherwise.</summary>
    private readonly long idsFrom =
        DemoPerson.At(Today, 0).ToUnixTimeMilliseconds()
        + (
            BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"ids/{Seed}/{Division}")))
            % 86_400_000
        );

    /// <summary>A county of 长治 1404 (长民发〔2023〕38号), 2,000 people, half a year.</summary>
    public static DemoRecipe Default(DateOnly today) => new("140426", 2000, 6, 1, today);

    /// <summary>First day of the history: the first of a month.</summary>
    public DateOnly Start => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-Months);

    /// <summary>Chance for one person, independent of everybody else's.</summary>
    internal Random RandomFor(int index) => new(unchecked((Seed * 1_000_003) ^ (index * 7919) ^ Elders));

    /// <summary>A UUIDv7 for that day whose other bits follow from the seed.</summary>
    internal Guid Id(DateTimeOffset at, string what, int index, int number = 0)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.ASCII.GetBytes($"{Seed}/{Division}/{what}/{index}/{number}"), hash);
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            hash[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        hash[6] = (byte)(0x70 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>
    /// A UUIDv7 that sorts by person and number, so that rows written in this order come last in every index of ids. Each kind of row has
    /// its own: a letter.
    /// </summary>
    internal Guid IdInOrder(char what, int index, int number)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, idsFrom << 16);
        BinaryPrimitives.WriteInt32BigEndian(id[8..], index);
        BinaryPrimitives.WriteInt32BigEndian(id[12..], number);
        (id[6], id[7], id[8]) = (0x70, (byte)what, (byte)(id[8] | 0x80));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>32 bytes that follow from the seed: the key of a synthetic person.</summary>
    internal byte[] Key(int index) => SHA256.HashData(Encoding.ASCII.GetBytes($"key/{Seed}/{Division}/{index}"));
}
