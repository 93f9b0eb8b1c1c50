using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Enrolling;

/// <summary>Where a draft and a known file cannot both be right, and a spreadsheet must not decide.</summary>
internal static class Contradictions
{
    public static List<Refusal> Find(KnownElder known, ElderSecrets before, ElderDraft draft, DateOnly today)
    {
        var elder = known.Elder;
        var found = new List<Refusal>();
        void Refuse(bool when, string field, string code, string reason, string remedy)
        {
            if (when)
            {
                found.Add(new Refusal($"elder.{code}", reason, remedy, field));
            }
        }

        // Somebody who lives elsewhere may be out of the asker's sight: nothing else of their file is told.
        Refuse(
            elder.HomeId != draft.HomeId,
            nameof(draft.HomeId),
            "elsewhere",
            "此人已登记在别的村（居）",
            "如已迁来，请在档案中办理迁居后再导入"
        );
        Refuse(
            found.Count == 0 && elder.LeftOn <= today,
            nameof(draft.Name),
            "left",
            "此人的档案已注销",
            "如仍在本地，请先在档案中恢复登记"
        );
        if (found.Count > 0)
        {
            return found;
        }

        Refuse(
            PersonName.Clean(elder.Name) != draft.Name,
            nameof(draft.Name),
            "nameDiffers",
            "这个号码已登记在另一个姓名下",
            "请对照证件核对姓名和号码；确已改名的在档案中更正"
        );
        Refuse(
            elder.BirthDate != draft.BirthDate,
            nameof(draft.BirthDate),
            "birthDiffers",
            "出生日期与档案不同",
            "请对照证件核对；档案有误的在档案中更正"
        );
        Refuse(
            before.IdNumber is not null && draft.IdNumber is not null && before.IdNumber != draft.IdNumber,
            nameof(draft.IdNumber),
            "numberDiffers",
            "公民身份号码与档案不同",
            "请对照证件核对；档案有误的在档案中更正"
        );
        Refuse(
            draft.EnrolledOn is { } on && on != elder.EnrolledOn,
            nameof(draft.EnrolledOn),
            "enrolledDiffers",
            "登记日期与档案不同",
            "清空这一格，或在档案中更正"
        );
        foreach (var key in draft.NotCategories)
        {
            Refuse(
                elder.CategoriesNow.Contains($"|{key}|", StringComparison.Ordinal),
                $"{nameof(draft.Categories)}[{key}]",
                "categoryLost",
                "档案中有的类别，文件里写“否”",
                "不再符合的，请在档案中写明日期和来源后取消"
            );
        }

        var wish = known.Facts.Where(f => f.Kind == FactKind.Consent).Max(f => (DateOnly?)f.On);
        Refuse(
            draft.Consent is { } said && said != elder.ConsentNow && wish > (draft.ConsentOn ?? today),
            nameof(draft.ConsentOn),
            "consentOlder",
            "档案中有更晚的意愿",
            "清空意愿各列，或在档案中更正"
        );
        return found;
    }
}
