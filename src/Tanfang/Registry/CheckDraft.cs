using Tanfang.Policy;
using Tanfang.Registry.Enrolling;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>
/// Reads a draft: every text in the spelling in which it is kept, every contradiction within it a refusal that names the field.
/// Looks at nothing but the draft, the day and the dictionary of categories.
/// </summary>
public static class CheckDraft
{
    /// <returns>The draft with normalised texts, or all refusals at once, in the order of the form.</returns>
    public static Result<ElderDraft> Run(ElderDraft draft, CategoryDictionary dictionary, DateOnly today)
    {
        var guards = new Guards(today);
        var person = PersonGuards.Run(draft, guards);
        var claims = ClaimGuards.Run(person, dictionary, guards);
        var read = CircleGuards.Run(claims, guards);
        return guards.Refusals.Count > 0 ? guards.Refusals : read;
    }
}
