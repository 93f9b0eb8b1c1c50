using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tanfang.Exchange.Importing;
using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;
using Tanfang.TestKit;
using Tanfang.Tests.Exchange.Counties;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>Whatever is done to a file's bytes: it is read or refused by a reason, never an accident.</summary>
public sealed class FuzzTests
{
    /// <summary>So many for each importer; more in the long run: TANFANG_FUZZ=100000.</summary>
    private static readonly int Files = int.Parse(
        Environment.GetEnvironmentVariable("TANFANG_FUZZ") ?? "1000",
        CultureInfo.InvariantCulture
    );

    private static byte[][] Whole =>
        [
            new ElderSheet().Elders(20).Xlsx(),
            File.ReadAllBytes(
                Path.Combine(Repository.Root, "tests", "Tanfang.Tests", "Exchange", "Files", "elders-97.xls")
            ),
            new ElderSheet().Elders(20).Csv,
            CountyFiles.Disabled(),
            CountyFiles.Printed(),
            CountyFiles.Old(),
            CountyFiles.Gbk(),
        ];

    [Fact]
    public void Spoilt_templates_are_read_or_refused() =>
        Spoil(file =>
        {
            var sheet = OpenSheet.Run(file);
            _ = ReadHeader.Of(sheet);
            _ = sheet.Rows.Count();
        });

    [Fact]
    public void Spoilt_lists_of_any_layout_are_read_or_refused() =>
        Spoil(file =>
        {
            var map = GuessMap.Run(OpenBook.Run(file), ElderTargets.List);
            var list = MappedList.Open(file, map);
            foreach (var row in list.Rows())
            {
                _ = list.Read(row).Count();
            }

            _ = list.Notes().Count();
        });

    private static void Spoil(Action<byte[]> read)
    {
        var whole = Whole;
        for (var i = 0; i < Files; i++)
        {
            var chance = new Random(i);
            var file = Spoilt(whole[i % whole.Length], chance);
            try
            {
                read(file);
            }
            catch (UnreadableFileException refused)
            {
                Assert.NotEmpty(refused.Remedy);
            }
            catch (Exception accident)
            {
                Assert.Fail($"file {i}: {accident}");
            }
        }
    }

    private static byte[] Spoilt(byte[] file, Random chance)
    {
        if (file.AsSpan().StartsWith("PK"u8) && chance.Next(3) > 0)
        {
            return Within(file, chance);
        }

        var spoilt = file[..(chance.Next(4) == 0 ? chance.Next(1, file.Length) : file.Length)];
        foreach (var round in Enumerable.Range(0, chance.Next(1, 12)))
        {
            spoilt[chance.Next(spoilt.Length)] = (byte)chance.Next(256);
        }

        return spoilt;
    }

    /// <summary>Spoils the parts of a workbook and not its wrapping: digits and letters change, pieces go or come twice.</summary>
    private static byte[] Within(byte[] file, Random chance)
    {
        using var source = new ZipArchive(new MemoryStream(file));
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var part in source.Entries)
            {
                var text = new StringBuilder(new StreamReader(part.Open()).ReadToEnd());
                foreach (var round in Enumerable.Range(0, chance.Next(3)))
                {
                    var (at, length) = (chance.Next(text.Length), chance.Next(40));
                    length = Math.Min(length, text.Length - at - 1);
                    _ = chance.Next(4) switch
                    {
                        0 => text.Remove(at, length),
                        1 => text.Insert(at, text.ToString(at, length)),
                        2 => text.Replace(text[at], (char)chance.Next(32, 0x2FFF), at, 1),
                        _ => text.Insert(at, "1048576"),
                    };
                }

                using var entry = zip.CreateEntry(part.FullName, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text.ToString()));
            }
        }

        return bytes.ToArray();
    }
}
