using Tanfang.Policy;

namespace Tanfang.Registry.Enrolling;

/// <summary>Categories, assessments, the wish.</summary>
internal static class ClaimGuards
{
    public static ElderDraft Run(ElderDraft draft, CategoryDictionary dictionary, Guards guards)
    {
        var claims = draft.Categories.Select(claim => Read(claim, guards)).ToList();
        bool IsKnown(string key) => dictionary.Categories.Any(c => c.Key == key);
        foreach (var key in claims.Select(c => c.Key).Concat(draft.NotCategories).Where(key => !IsKnown(key)))
        {
            guards.Refuse(FieldOf(key), "category", $"没有“{key}”这个类别", "类别见“政策”页面的字典");
        }

        foreach (var twice in claims.GroupBy(c => c.Key).Where(same => same.Count() > 1))
        {
            guards.Refuse(FieldOf(twice.Key), "categoryTwice", $"“{twice.Key}”写了两次", "每个类别写一次");
        }

        foreach (var both in claims.Select(c => c.Key).Intersect(draft.NotCategories))
        {
            guards.Refuse(FieldOf(both), "categoryBoth", $"“{both}”既写是又写否", "请核对");
        }

        if (draft.DisabilityCertificate is not null && !claims.Exists(c => c.Key is "disability" or "severeDisability"))
        {
            claims.Add(new CategoryClaim("disability", Source: "残疾人证"));
        }

        return Wish(draft, guards) with
        {
            Categories = claims,
        };
    }

    private static string FieldOf(string key) => $"{nameof(ElderDraft.Categories)}[{key}]";

    private static CategoryClaim Read(CategoryClaim claim, Guards guards)
    {
        var field = FieldOf(claim.Key);
        guards.NotInFuture(field, claim.From, "类别起始日期");
        var source = guards.Text(field, claim.Source, 60);
        if (claim.Assessment is not { } assessment)
        {
            return claim with { Source = source };
        }

        guards.NotInFuture(field, assessment.On, "评估日期");
        if (assessment.ValidUntil <= assessment.On)
        {
            guards.Refuse(field, "assessmentPeriod", "评估有效期早于评估日期", "请核对两个日期");
        }

        var read = assessment with
        {
            Result = guards.Text(field, assessment.Result, 40),
            Assessor = guards.Text(field, assessment.Assessor, 60),
        };
        return claim with
        {
            Source = source,
            Assessment = read == new Assessment(null, null, null, null) ? null : read,
        };
    }

    private static ElderDraft Wish(ElderDraft draft, Guards guards)
    {
        guards.NotInFuture(nameof(draft.ConsentOn), draft.ConsentOn, "意愿日期");
        var by = guards.Text(nameof(draft.ConsentGivenBy), draft.ConsentGivenBy, 20);
        if (draft.Consent == ConsentState.Refused && by is null)
        {
            guards.Refuse(
                nameof(draft.ConsentGivenBy),
                "consentBy",
                "写了拒绝，没有写是谁表示的",
                "请填写本人、配偶、子女等；拒绝后不再有应访，须有书面依据"
            );
        }

        return draft with
        {
            ConsentGivenBy = by,
        };
    }
}
