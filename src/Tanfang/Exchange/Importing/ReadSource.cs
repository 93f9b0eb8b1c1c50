using Tanfang.Exchange.Mapping;
using Tanfang.Exchange.Reading;

namespace Tanfang.Exchange.Importing;

/// <summary>How a file is to be read: as the template of its kind, as a mapping that is kept, or as somebody has yet to say.</summary>
public sealed class ReadSource(KeepMaps maps, GuessPlace places)
{
    private static readonly string[] Where = [GuessPlace.County, GuessPlace.Township, GuessPlace.Village];

    /// <returns>No map = the template. Whether it can be read so, or is a guess that somebody has to see.</returns>
    /// <exception cref="UnreadableFileException">Nothing can be made of it.</exception>
    public async Task<(ImportJob.JobMap? Map, bool IsUnderstood)> Run(
        byte[] file,
        string name,
        ListKind kind,
        CancellationToken cancel
    )
    {
        if (ElderFile.IsTemplate(file, kind, out var why))
        {
            return (null, true);
        }

        var book = OpenBook.Run(file);
        if (await maps.Fitting(book, kind.Targets.Kind, cancel) is { } kept)
        {
            var map = await Here(kept.Map, book, name, cancel);
            return (new ImportJob.JobMap(map, kept.Name, IsKnownAgain: true), SaysTheSame(map, kept.Map));
        }

        var guess = GuessMap.Run(book, kind.Targets);
        if (guess.Width < 2 && guess.Columns.All(c => c.Target is null))
        {
            throw why!;
        }

        return (new ImportJob.JobMap(await places.Into(guess, book, name, cancel), null, IsKnownAgain: false), false);
    }

    /// <summary>The same for a call at which nobody can be asked.</summary>
    /// <exception cref="UnreadableFileException">It is neither the template nor known again.</exception>
    public async Task<ImportJob.JobMap?> Known(byte[] file, string name, ListKind kind, CancellationToken cancel)
    {
        if (ElderFile.IsTemplate(file, kind, out var why))
        {
            return null;
        }

        var (map, isUnderstood) = await Run(file, name, kind, cancel);
        return isUnderstood
            ? map
            : throw new UnreadableFileException(why!.Message, $"{why.Remedy}；或先在网页上传一次，对应各列");
    }

    /// <summary>A kept mapping may say the township for all rows; the file at hand may be another township's.</summary>
    private async Task<SheetMap> Here(SheetMap kept, Book book, string name, CancellationToken cancel)
    {
        if (!Where.Any(kept.Constants.ContainsKey))
        {
            return kept;
        }

        var others = kept.Constants.Where(pair => !Where.Contains(pair.Key));
        var here = await places.Into(kept with { Constants = others.ToDictionary() }, book, name, cancel);
        // A file of the same source that does not name its county is of the same one.
        return here.TitleOf(GuessPlace.County) is null && kept.Constants.TryGetValue(GuessPlace.County, out var county)
            ? here with
            {
                Constants = here.Constants.Append(KeyValuePair.Create(GuessPlace.County, county)).ToDictionary(),
            }
            : here;
    }

    private static bool SaysTheSame(SheetMap here, SheetMap kept) =>
        Where.All(target => here.Constants.GetValueOrDefault(target) == kept.Constants.GetValueOrDefault(target));
}
