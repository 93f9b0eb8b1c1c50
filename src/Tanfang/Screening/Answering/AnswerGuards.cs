using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Answering;

/// <summary>What stands in the way of an answer, field by field in the order of the sheet.</summary>
internal sealed class AnswerGuards(
    IReadOnlyList<ScreeningItem> questions,
    IReadOnlyList<Elder> listed,
    RegistryWords words,
    ScreeningRound round,
    DateOnly today
)
{
    private const int LongestName = 60;
    private const int LongestNote = 500;

    public IEnumerable<Refusal> Run(AnswerDraft draft) =>
        Head(draft).Concat(draft.Excuse is null ? Answered(draft) : Excused(draft));

    private IEnumerable<Refusal> Head(AnswerDraft draft)
    {
        if (draft.Id == Guid.Empty)
        {
            yield return No("sheet", "这张表不完整", "请重新打开这一户再填", null);
        }

        if (draft.AskedOn is not { } on)
        {
            yield return No("day", "没有填入户日期", "请填写哪一天问的", "askedOn");
        }
        else if (on > today || on < round.OpenedOn)
        {
            yield return No("day", $"入户日期应在 {round.OpenedOn:yyyy-MM-dd} 至今天之间", "请核对日期", "askedOn");
        }

        if (draft.AskedBy.Length is 0 or > LongestName)
        {
            yield return No("by", $"没有写排查人，或超过 {LongestName} 个字", "请填写上门的人", "askedBy");
        }
    }

    private static IEnumerable<Refusal> Excused(AnswerDraft draft)
    {
        if (ExcuseWords.All.All(e => e.Code != draft.Excuse))
        {
            yield return No("excuse", "没有选免答的原因", "请选择一个原因", "excuse");
        }
        else if (draft.Excuse == ExcuseWords.Other && draft.Note.Length == 0)
        {
            yield return No("note", "选了其他，没有说明", "请写明原因", "note");
        }

        if (draft.Note.Length > LongestNote)
        {
            yield return No("long", $"说明超过 {LongestNote} 个字", "请缩短", "note");
        }
    }

    private IEnumerable<Refusal> Answered(AnswerDraft draft)
    {
        if (
            listed.Count == 0
            || draft.Persons.Count != listed.Count
            || !draft.Persons.Select(p => p.ElderId).ToHashSet().SetEquals(listed.Select(e => e.Id))
        )
        {
            yield return No("people", "这一户的名单变了，或还没有登记的老人", "请重新打开这一户再填", null);
            yield break;
        }

        var somebodyIsThere = draft.Persons.Any(p => PresenceWords.Of(p.Presence) is { LeftReason: null });
        foreach (var refusal in Items(null, questions.Where(q => !q.PerElder), draft.Items, somebodyIsThere))
        {
            yield return refusal;
        }

        for (var at = 0; at < draft.Persons.Count; at++)
        {
            foreach (var refusal in Person(at, draft.Persons[at]))
            {
                yield return refusal;
            }
        }

        if (draft.Changes.Length > LongestNote)
        {
            yield return No("long", $"家庭成员变化超过 {LongestNote} 个字", "请缩短", "changes");
        }
    }

    private IEnumerable<Refusal> Person(int at, PersonDraft person)
    {
        var elder = listed.Single(e => e.Id == person.ElderId);
        if (PresenceWords.Of(person.Presence) is not { } presence)
        {
            yield return No(
                "presence",
                $"{elder.Name}：没有选在不在家",
                "请选择一项",
                AnswerSheet.Field(at, "presence")
            );
            yield break;
        }

        if (presence.NeedsDay && (person.Since is not { } day || day > today || day < elder.BirthDate))
        {
            yield return No(
                "since",
                $"{elder.Name}：{presence.Label}没有填日期，或日期不对",
                "请填写从哪一天起，不晚于今天",
                AnswerSheet.Field(at, "since")
            );
        }

        if (person.Categories.Any(c => !words.Knows(c)))
        {
            yield return No("category", $"{elder.Name}：没有这个类别", "请重新选择", AnswerSheet.Field(at, "category"));
        }

        var asked = questions.Where(q => q.PerElder);
        foreach (var refusal in Items(at, asked, person.Items, presence.Code == PresenceWords.Present))
        {
            yield return refusal with
            {
                Reason = $"{elder.Name}：{refusal.Reason}",
            };
        }
    }

    private static IEnumerable<Refusal> Items(
        int? person,
        IEnumerable<ScreeningItem> asked,
        IReadOnlyDictionary<string, ItemDraft> given,
        bool needed
    )
    {
        foreach (var item in asked)
        {
            var (answer, field) = (given[item.Key], AnswerSheet.Field(person, item.Key));
            if (answer.Codes.Any(c => item.LabelOf(c) is null) || (!item.Many && answer.Codes.Count > 1))
            {
                yield return No("item", $"{item.Label}：选项不对", "请重新选择", field);
            }
            else if (needed && answer.Codes.Count == 0)
            {
                yield return No(
                    "item",
                    $"{item.Label}：没有选",
                    $"请选择；没有问到的选“{ScreeningItem.NotAsked.Label}”",
                    field
                );
            }
            else if (answer.Codes.Count > 1 && answer.Codes.Any(c => c is "none" or "notAsked"))
            {
                yield return No("item", $"{item.Label}：选项互相矛盾", "选了“没有”或“没有问到”就不选别的", field);
            }

            if (answer.Words.Length > ScreeningItem.LongestWords)
            {
                yield return No(
                    "long",
                    $"{item.Label}：说明超过 {ScreeningItem.LongestWords} 个字",
                    "请缩短",
                    AnswerSheet.WordsOf(field)
                );
            }
        }
    }

    private static Refusal No(string code, string reason, string remedy, string? field) =>
        new($"screening.{code}", reason, remedy, field);
}
