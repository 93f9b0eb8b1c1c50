using Tanfang.Data;
using Tanfang.Policy;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Screening.Answering;

/// <summary>The rows of an answer that has been checked, inside its transaction.</summary>
public sealed class WriteAnswer(
    TanfangDb db,
    Vault vault,
    ProposeChanges propose,
    ConfirmFile confirm,
    TimeProvider clock
)
{
    private const string Source = "摸底排查";

    public async Task Run(
        Actor actor,
        ScreeningHousehold row,
        IReadOnlyList<ScreeningPerson> persons,
        IReadOnlyList<Elder> listed,
        AnswerDraft draft,
        CancellationToken cancel
    )
    {
        var owner = listed.OrderBy(e => e.Id).FirstOrDefault();
        var seal = owner is null ? vault.StoreSeal : vault.SealOf(owner);
        db.ScreeningAnswers.Add(
            new ScreeningAnswer
            {
                Id = draft.Id,
                RowId = row.Id,
                AskedOn = draft.AskedOn!.Value,
                AskedBy = draft.AskedBy,
                RecordedAt = clock.Now(),
                RecordedBy = actor.Id,
                SupersedesId = row.AnswerId,
                Excuse = draft.Excuse,
                Codes = ScreeningSeals.Codes(CodesOf(draft.Items)),
                SealedFor = owner?.Id,
                Words = ScreeningSeals.Close(seal, draft.Id, WordsOf(draft)),
            }
        );
        foreach (var person in persons)
        {
            person.Presence = null;
        }

        foreach (var said in draft.Persons)
        {
            Person(said, draft, listed.Single(e => e.Id == said.ElderId), persons, actor);
        }

        (row.AnswerId, row.State) = (draft.Id, draft.Excuse is null ? ScreeningState.Answered : ScreeningState.Excused);
        var detail = draft.Excuse is { } why ? $"excused {why}" : null;
        db.Changes.Add(ChangeEntry.Of(actor, clock, "screening.answered", row.Id.ToString("N"), detail));
        await propose.Replace(actor, row.Id, Source, [.. Proposals(draft, listed, owner)], cancel);
        await db.SaveChangesAsync(cancel);
    }

    private void Person(
        PersonDraft said,
        AnswerDraft draft,
        Elder elder,
        IReadOnlyList<ScreeningPerson> persons,
        Actor actor
    )
    {
        var presence = PresenceWords.Of(said.Presence)!;
        var id = Guid.CreateVersion7(clock.Now());
        var words = said.Items.Where(i => i.Value.Words.Length > 0).ToDictionary(i => i.Key, i => i.Value.Words);
        db.ScreeningPersonAnswers.Add(
            new ScreeningPersonAnswer
            {
                Id = id,
                AnswerId = draft.Id,
                ElderId = elder.Id,
                Presence = presence.Code,
                Since = presence.NeedsDay ? said.Since : null,
                Codes = ScreeningSeals.Codes(CodesOf(said.Items)),
                Words = ScreeningSeals.ClosePerson(vault.SealOf(elder), id, words),
            }
        );
        persons.Single(p => p.ElderId == elder.Id).Presence = presence.Code;
        if (presence.Code == PresenceWords.Present)
        {
            confirm.Add(actor, elder, draft.AskedOn!.Value, ConfirmFile.Screening);
        }
    }

    /// <summary>Whoever has left the register meanwhile is not proposed to leave it again.</summary>
    private static IEnumerable<Proposal> Proposals(AnswerDraft draft, IReadOnlyList<Elder> listed, Elder? owner)
    {
        foreach (var said in draft.Persons)
        {
            var elder = listed.Single(e => e.Id == said.ElderId);
            var presence = PresenceWords.Of(said.Presence)!;
            if (presence.LeftReason is { } reason && elder.LeftOn is null)
            {
                yield return new Proposal(elder, FactKind.Left, said.Since!.Value, reason);
            }

            if (presence.Code == PresenceWords.Hospital)
            {
                yield return new Proposal(elder, FactKind.HospitalFrom, said.Since!.Value, null);
            }

            foreach (
                var key in said.Categories.Where(c => !elder.CategoriesNow.Contains($"|{c}|", StringComparison.Ordinal))
            )
            {
                yield return new Proposal(elder, FactKind.CategoryGained, draft.AskedOn!.Value, key);
            }
        }

        if (draft.Changes.Length > 0 && owner is not null)
        {
            yield return new Proposal(owner, null, draft.AskedOn!.Value, null, draft.Changes);
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> CodesOf(IReadOnlyDictionary<string, ItemDraft> items) =>
        items.Where(i => i.Value.Codes.Count > 0).ToDictionary(i => i.Key, i => i.Value.Codes);

    private static Dictionary<string, string> WordsOf(AnswerDraft draft)
    {
        var words = draft.Items.Where(i => i.Value.Words.Length > 0).ToDictionary(i => i.Key, i => i.Value.Words);
        if (draft.Note.Length > 0)
        {
            words["note"] = draft.Note;
        }

        if (draft.Changes.Length > 0)
        {
            words["changes"] = draft.Changes;
        }

        return words;
    }
}
