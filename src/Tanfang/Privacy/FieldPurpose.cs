namespace Tanfang.Privacy;

/// <summary>On what a field rests.</summary>
/// <param name="Document">文号 or title.</param>
/// <param name="Section">Section of the document; 附件 for the record form.</param>
/// <param name="Quote">Its words, exactly; null where only the place is named.</param>
public sealed record FieldBasis(string Document, string Section, string? Quote = null)
{
    public string Sentence => Quote is null ? $"{Document} {Section}" : $"{Document} {Section}：“{Quote}”";
}

/// <summary>Why a field is asked, on what that rests and who reads it.</summary>
/// <param name="Form">Where it is entered: file, life, household, contact, fact, visit, attempt or care.</param>
/// <param name="Key">The name of the field there.</param>
public sealed record FieldPurpose(
    string Form,
    string Key,
    string Label,
    string Purpose,
    FieldBasis Basis,
    string SeenBy
);
