using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Shared;

namespace Tanfang.Registry;

/// <summary>What somebody needs a person's whole data for: a code for the audit, a word for the page.</summary>
public sealed record Purpose(string Code, string Word)
{
    /// <summary>The short list; there is no other purpose (PIPL article 6: only what the purpose needs).</summary>
    public static IReadOnlyList<Purpose> All { get; } =
    [
        new("contact", "联系老人或家属"),
        new("identity", "核对身份"),
        new("urgent", "处理紧急情况"),
        new("inspection", "督查、抽查"),
        new("request", "本人或近亲属申请"),
        new("filing", "打印、归档"),
    ];

    public static Purpose? Of(string? code) => All.FirstOrDefault(p => p.Code == code);
}

/// <summary>取消遮盖: shows one person whole, for one page, once it is written down who looks and why.</summary>
public sealed class UnmaskPerson(TanfangDb db, WriteGate gate, TimeProvider clock)
{
    public static Refusal NoPurpose { get; } = new("unmask.purpose", "没有选择用途", "请选一项用途再查看", "purpose");

    /// <returns>The purpose as written down; null when nobody of that id is within reach.</returns>
    public async Task<Result<Purpose>?> Run(CurrentUser user, Guid elder, string? purpose, CancellationToken cancel)
    {
        if (!await db.FilesOf(user.Scope).AnyAsync(e => e.Id == elder, cancel))
        {
            return null;
        }

        if (Purpose.Of(purpose) is not { } known)
        {
            return NoPurpose;
        }

        await gate.Write(
            db,
            () =>
            {
                db.Changes.Add(ChangeEntry.Of(user.Actor, clock, "person.unmasked", elder.ToString("N"), known.Code));
                return db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return known;
    }
}
