using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policy;
using Tanfang.Registry.Names;
using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>修改档案: the columns of the file that are not dated. Only on the version that was shown.</summary>
public sealed class EditElder(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    PolicySet policies,
    ReconcileElders reconcile,
    KnownNumber numbers,
    TimeProvider clock
)
{
    private static readonly Refusal NumberKnown = new(
        "elder.numberKnown",
        "这个公民身份号码已登记在另一份档案",
        "请核对号码；是同一个人的，到“疑似重复”按号码核对后并档",
        nameof(ElderForm.IdNumber)
    );

    public Task<Result<Guid>> Run(Scope scope, Actor actor, Guid id, ElderForm form, CancellationToken cancel) =>
        new FileChange(db, gate).Run(
            scope,
            id,
            form.Version,
            elder => Change(scope, actor, elder, form, cancel),
            cancel
        );

    private async Task<Result<Guid>> Change(
        Scope scope,
        Actor actor,
        Elder elder,
        ElderForm form,
        CancellationToken cancel
    )
    {
        var id = elder.Id;
        var seal = vault.SealOf(elder);
        var before = ElderSecrets.Open(seal, elder);
        var read = CheckDraft.Run(form.Draft(elder, before), policies.Dictionary, clock.Today());
        if (!read.Succeeded)
        {
            return read.Refusals.ToList();
        }

        var draft = read.Value;
        var index = draft.IdNumber is { } number ? vault.OfNumber(number) : null;
        if (index is not null && await numbers.Owner(index, cancel) is { } owner && owner != id)
        {
            return await numbers.Typed(owner, elder, scope, actor, cancel) ?? NumberKnown;
        }

        var birthChanged = elder.BirthDate != draft.BirthDate;
        await Apply(elder, draft, before, seal, index, cancel);
        db.Changes.Add(ChangeEntry.Of(actor, clock, "elder.edited", id.ToString("N")));
        await db.SaveChangesAsync(cancel);
        if (birthChanged)
        {
            await reconcile.Run([id], cancel);
        }

        return id;
    }

    private async Task Apply(
        Elder elder,
        ElderDraft draft,
        ElderSecrets before,
        Seal seal,
        byte[]? index,
        CancellationToken cancel
    )
    {
        elder.Name = draft.Name!;
        elder.PinyinKey = Pinyin.PinyinKey(draft.Name!);
        elder.Initials = Pinyin.Initials(draft.Name!);
        elder.Sex = draft.Sex;
        elder.BirthDate = draft.BirthDate!.Value;
        elder.LivesAtRegisteredResidence = draft.LivesAtRegisteredResidence;
        elder.DrinkingWaterSafe = draft.DrinkingWaterSafe;
        elder.HomeElectricitySafe = draft.HomeElectricitySafe;
        elder.HouseSafe = draft.HouseSafe;
        elder.MonthlyIncome = draft.MonthlyIncome;
        elder.HelpingBodies = draft.HelpingBodies ?? HelpingBodies.None;
        ElderRows.SecretsOf(draft).Close(seal, elder, before);
        elder.IdNumberIndex = index;
        var home = await db.Divisions.AsNoTracking().SingleAsync(d => d.Id == elder.HomeId, cancel);
        elder.FindByPhone(vault, home, draft.Phone);
        elder.FindByCertificate(vault, draft.DisabilityCertificate, clock.Today());
        // The elder's row of section two carries the same name and sex.
        foreach (var row in await db.HouseholdMembers.Where(m => m.ElderId == elder.Id).ToListAsync(cancel))
        {
            (row.Name, row.Sex) = (elder.Name, elder.Sex);
        }

        elder.Version++;
        elder.ChangedAt = clock.Now();
    }
}
