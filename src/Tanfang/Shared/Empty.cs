namespace Tanfang.Shared;

/// <summary>Model of _Empty: an empty list says one sentence and offers one thing to do.</summary>
public sealed record Empty(string Sentence, string Action, string Url);
