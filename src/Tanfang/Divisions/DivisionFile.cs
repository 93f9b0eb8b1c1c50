using System.Collections.Frozen;
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

    private static readonly Lazy<FrozenDictionary<string, bool>> Rural = new(() =>
        Read()
            .Select(d => (d.Code, Rural: DivisionKind.RuralOf(d)))
            .Where(d => d.Rural is not null)
            .ToFrozenDictionary(d => d.Code, d => d.Rural!.Value)
    );

    /// <summary>农村牧区 of a code, from the file alone: for commands that work without a store. Null when not known.</summary>
    public static bool? RuralOf(string code) => Rural.Value.TryGetValue(code, out var rural) ? rural : null;
}
