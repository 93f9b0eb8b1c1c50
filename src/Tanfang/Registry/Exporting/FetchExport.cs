using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Divisions;
using Tanfang.Registry.Browsing;
using Tanfang.Shared;

namespace Tanfang.Registry.Exporting;

/// <summary>Makes the workbook of an approved wish for the one who asked, each row marked with who took it out and when. Written down before it leaves.</summary>
public sealed class FetchExport(
    TanfangDb db,
    WriteGate gate,
    Vault vault,
    FindElders find,
    RegistryWords words,
    DivisionLookup divisions,
    TimeProvider clock
)
{
    /// <returns>Null when this user has asked for none of that id.</returns>
    public async Task<Result<ListBook>?> Run(CurrentUser user, Guid id, CancellationToken cancel)
    {
        var asked = await db
            .FullExports.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == id && e.AskedBy == user.Actor.Id, cancel);
        if (asked is null)
        {
            return null;
        }

        var now = clock.Now();
        if (!asked.HoldsAt(now))
        {
            return new Refusal("export.notOpen", "还没有批准，或批准后已超过 24 小时", "需要时请重新申请");
        }

        var mark = $"{user.Actor.Name} {ChinaTime.Show(now)} 编号{id.ToString("N")[^8..]}";
        var book = new ListBook(
            "老人完整名单",
            $"{Purpose.Of(asked.Purpose)!.Word}：{asked.Words}。导出：{mark}。含个人信息，用完删除，不得转给无关的人",
            [
                ("姓名", 12),
                ("性别", 6),
                ("出生日期", 12),
                ("公民身份号码", 22),
                ("联系电话", 16),
                ("居住地", 36),
                ("住址", 24),
                ("类别", 24),
                ("责任人", 12),
                ("紧急联系人", 24),
                ("水印", 40),
            ]
        )
        {
            Mark = mark,
        };
        var people = 0;
        var tooMany = await book.Fill(
            (number, size) => find.Run(user.Scope, asked.Filter with { Page = number, Size = size }, cancel),
            async rows =>
            {
                people += rows.Count;
                return (await Texts(rows, cancel)).Select(cells => cells.Append(mark));
            }
        );
        if (tooMany is not null || people > FullExport.MostPeople)
        {
            return new Refusal("export.count", $"现在已超过 {FullExport.MostPeople} 人", "请按乡镇分开申请");
        }

        await gate.Write(
            db,
            async () =>
            {
                await db
                    .FullExports.Where(e => e.Id == id)
                    .ExecuteUpdateAsync(s => s.SetProperty(e => e.Fetched, e => e.Fetched + 1), cancel);
                db.Changes.Add(
                    ChangeEntry.Of(user.Actor, clock, "export.fetched", id.ToString("N"), $"people={people}")
                );
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return book;
    }

    private async Task<IEnumerable<IEnumerable<string>>> Texts(IReadOnlyList<ElderRow> rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var elders = await db.Elders.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.ElderId)).ToListAsync(cancel);
        var homes = await divisions.Named(rows.Select(r => r.HomeId), cancel);
        return rows.Select(row =>
        {
            var elder = elders[row.Id];
            var seal = elder.WrappedKey is null ? null : vault.SealOf(elder);
            var secrets = seal is null ? null : ElderSecrets.Open(seal, elder);
            var calls = contacts
                .Where(c => c.ElderId == row.Id)
                .OrderBy(c => c.CallingOrder)
                .Select(c => $"{c.Name} {(seal is null ? "" : ElderSecrets.OpenContactPhone(seal, c))}".Trim());
            return (IEnumerable<string>)
                [
                    row.Name,
                    RegistryWords.Of(row.Sex),
                    $"{row.BirthDate:yyyy-MM-dd}",
                    secrets?.IdNumber ?? "",
                    secrets?.Phone ?? "",
                    homes[row.HomeId].Path,
                    secrets?.Address ?? "",
                    string.Join('、', words.ShortNames(row.CategoriesNow)),
                    row.Responsible ?? "未确定",
                    string.Join('；', calls),
                ];
        });
    }
}
