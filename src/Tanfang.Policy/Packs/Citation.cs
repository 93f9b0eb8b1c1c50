namespace Tanfang.Policy;

/// <summary>Words of a document, as they stand there.</summary>
/// <param name="Document">文号, or the title of a document without one.</param>
/// <param name="Section">Where in the document, e.g. 二（三）2.</param>
/// <param name="Quote">The words, compared with the document's text by <see cref="PolicyCheck"/>.</param>
public sealed record Citation(string Document, string Section, string Quote);
