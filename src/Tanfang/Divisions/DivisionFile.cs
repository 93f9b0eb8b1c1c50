using System.IO.Compression;
using System.Text;

namespace Tanfang.Divisions;

/// <summary>
/// The national file data/divisions-2023.csv.gz (code,name; parents before children), 665,276 rows: National Bureau of
/// Statistics 2023 as collected by the MIT-licensed package china-division 2.7.0.
/// </summary>
public static class DivisionFile
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "data", "divisions-2023.csv.gz");

    /// <summary>The rows in file order. Ids are row numbers from 1, so they are the same in every store.</summary>
    public static IEnumerable<Division> Read()
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path), CompressionMode.Decompress),
            Encoding.UTF8,
            true,
            1 << 16
        );
        reader.ReadLine();
        var ancestors = new Division?[6];
        var id = 0;
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var level = (int)DivisionCode.LevelOf(line[..comma]);
            var parent = level == 1 ? null : ancestors[level - 1];
            id++;
            var division = new Division
            {
                Id = id,
                Code = line[..comma],
                Name = line[(comma + 1)..],
                Level = (DivisionLevel)level,
                ParentId = parent?.Id,
                ProvinceId = parent?.ProvinceId ?? id,
                CityId = level == 2 ? id : parent?.CityId,
                CountyId = level == 3 ? id : parent?.CountyId,
                TownshipId = level == 4 ? id : parent?.TownshipId,
            };
            ancestors[level] = division;
            yield return division;
        }
    }

    private static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var file = new GZipStream(File.OpenRead(Path), CompressionMode.Decompress);
        using var bytes = new MemoryStream(24 << 20);
        file.CopyTo(bytes);
        return bytes.ToArray();
    });

    /// <summary>The name of a code, from the file alone: for commands that work without a store. Null for an unknown code.</summary>
    public static string? NameOf(string code)
    {
        // The lines stand in the order of their codes, so the file is searched as it is: faster than to make 665,276 entries of it.
        ReadOnlySpan<byte> text = Bytes.Value;
        var (low, high) = (text.IndexOf((byte)'\n') + 1, text.Length);
        while (low < high)
        {
            var start = text[..((low + high) / 2)].LastIndexOf((byte)'\n') + 1;
            var line = text[start..];
            line = line[..line.IndexOf((byte)'\n')];
            var comma = line.IndexOf((byte)',');
            var order = string.CompareOrdinal(Encoding.ASCII.GetString(line[..comma]), code);
            if (order == 0)
            {
                return Encoding.UTF8.GetString(line[(comma + 1)..]);
            }

            (low, high) = order < 0 ? (start + line.Length + 1, high) : (low, start);
        }

        return null;
    }

    /// <summary>农村牧区 of a code, from the file alone. Null when not known.</summary>
    public static bool? RuralOf(string code) =>
        code.Length == 12 && NameOf(code) is { } name ? DivisionKind.RuralOf(name) : null;
}
