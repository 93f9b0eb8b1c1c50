using System.Text.Json;
using Tanfang.Shared;

namespace Tanfang.Visits.Form;

/// <summary>What an attempt says: why nobody was met. The web page and the API both read it here.</summary>
public sealed record AttemptBody(string Result, string? Note, IReadOnlyList<string> Visitors, JsonElement? Signatures)
{
    public static Result<AttemptBody> Read(JsonElement json)
    {
        var refusals = new List<Refusal>();
        var reader = new BodyReader(json, "", refusals);
        var result = reader.Code(
            "result",
            AttemptForm.Result.Label,
            AttemptForm.Result.Choices.Select(c => c.Code),
            required: true
        );
        var note = reader.Text("note", AttemptForm.Note.Label, AttemptForm.Note.MaxLength!.Value, lines: true);
        var visitors = reader.People(VisitForm.Visitors);
        var signatures = Signing.Read(reader);
        reader.NothingElse();
        return refusals.Count > 0 ? refusals : new AttemptBody(result!, note, visitors, signatures);
    }
}
