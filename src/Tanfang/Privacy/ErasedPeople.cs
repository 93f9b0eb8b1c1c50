using System.Globalization;
using System.Text;
using Tanfang.Data;

namespace Tanfang.Privacy;

/// <summary>
/// The ids of whoever was erased, one a line, in a file beside the store: an older store put in its place does not bring anybody back
/// (<see cref="Erasing.ReapplyErasures"/>). Holds nothing but ids, the reason's code and the instant.
/// </summary>
public sealed class ErasedPeople(StoreOptions options)
{
    private static readonly Lock Turn = new();

    public string File { get; } = Path.Combine(options.Directory, "erased.txt");

    public IReadOnlyList<Erased> Read()
    {
        if (!System.IO.File.Exists(File))
        {
            return [];
        }

        // A line that a power cut left half written names nobody.
        return
        [
            .. System
                .IO.File.ReadLines(File)
                .Select(line => line.Split(' '))
                .Where(parts => parts.Length == 3 && Guid.TryParse(parts[0], out _))
                .Select(parts => new Erased(
                    Guid.Parse(parts[0]),
                    parts[1],
                    DateTimeOffset.ParseExact(parts[2], "O", CultureInfo.InvariantCulture)
                )),
        ];
    }

    /// <summary>On the disk when it returns.</summary>
    public void Add(IEnumerable<Erased> people)
    {
        lock (Turn)
        {
            var known = Read().ToDictionary(e => e.ElderId);
            foreach (var erased in people)
            {
                known.TryAdd(erased.ElderId, erased);
            }

            var lines = known.Values.OrderBy(e => e.At).Select(e => $"{e.ElderId:N} {e.Basis} {e.At:O}\n");
            OwnerOnly.Write(File, Encoding.ASCII.GetBytes(string.Concat(lines)));
        }
    }
}

/// <summary>One file that was erased.</summary>
public sealed record Erased(Guid ElderId, string Basis, DateTimeOffset At);
