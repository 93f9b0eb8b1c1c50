using System.Text.Json;
using Tanfang.Shared;
using Tanfang.Visits;

namespace Tanfang.Emergencies.Recording;

/// <summary>What one record says of an emergency: the one that reports it, or the one that ends it.</summary>
/// <param name="What">Null only in a record that ends it and says nothing new.</param>
/// <param name="Outcome">Null: it goes on.</param>
public sealed record EmergencyBody(
    string? What,
    string? Note,
    IReadOnlyList<string> Called,
    string? Outcome,
    string? OutcomeNote,
    IReadOnlyList<string> Visitors
)
{
    public static Result<EmergencyBody> Read(JsonElement json, bool closes)
    {
        var refusals = new List<Refusal>();
        var reader = new BodyReader(json, "", refusals);
        var what = Code(reader, EmergencyForm.What, required: !closes);
        var note = Text(reader, EmergencyForm.Note);
        var called = ReadCalled(reader);
        var outcome = Code(reader, EmergencyForm.Outcome, required: closes);
        var outcomeNote = Text(reader, EmergencyForm.OutcomeNote);
        var visitors = reader.People(EmergencyForm.Visitors);
        reader.NothingElse();
        if (refusals.Count > 0)
            return refusals;
        // Words that stand in the other box are kept all the same: while it is open all are about what was found, in the end about what was done.
        return (closes, outcome) switch
        {
            (true, _) => new EmergencyBody(what, null, called, outcome, Join(note, outcomeNote), visitors),
            (_, null) => new EmergencyBody(what, Join(note, outcomeNote), called, null, null, visitors),
            _ => new EmergencyBody(what, note, called, outcome, outcomeNote, visitors),
        };
    }

    private static IReadOnlyList<string> ReadCalled(BodyReader reader)
    {
        var item = EmergencyForm.Called;
        var called = reader.Texts(item.Key, item.Label, item.MaxCount!.Value, 40);
        return called.All(c => item.LabelOf(c) is not null)
            ? called
            : reader.Refuse<string[]>(item.Key, item.Label, "不在可选项之内") ?? [];
    }

    private static string? Code(BodyReader reader, FormItem item, bool required) =>
        reader.Code(item.Key, item.Label, item.Choices.Select(c => c.Code), required);

    private static string? Text(BodyReader reader, FormItem item) =>
        reader.Text(item.Key, item.Label, item.MaxLength!.Value, lines: true);

    private static string? Join(string? one, string? other) =>
        one is null || other is null ? one ?? other : $"{one}\n{other}";
}
