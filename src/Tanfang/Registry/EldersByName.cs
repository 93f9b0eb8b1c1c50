using Tanfang.Data;
using Tanfang.Registry.Names;
using Tanfang.Registry.Searching;

namespace Tanfang.Registry;

/// <summary>Finds people by what somebody types of a name.</summary>
public static class EldersByName
{
    /// <summary>Characters of the name, the beginning of its pinyin, of another reading or of its initials; everybody when nothing is asked.</summary>
    public static IQueryable<Elder> Named(this IQueryable<Elder> people, TanfangDb db, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return people;
        }

        if (PersonName.Read(text).Value is not { } asked)
        {
            // Digits and signs: no name contains them, so nobody is found.
            return people.Where(_ => false);
        }

        if (!asked.Any(char.IsAsciiLetter))
        {
            return people.Where(e => e.Name.Contains(asked));
        }

        var letters = Pinyin.PinyinKey(asked);
        var read = db.ElderKeys.StartingWith(k => k.Key, FileKeys.Name(letters)).Select(k => k.ElderId);
        return people.Where(
            TextRange
                .Begins<Elder>(e => e.PinyinKey, letters)
                .Or(TextRange.Begins<Elder>(e => e.Initials, asked.ToLowerInvariant()))
                .Or(e => read.Contains(e.Id))
        );
    }
}
