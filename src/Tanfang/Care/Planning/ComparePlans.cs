namespace Tanfang.Care.Planning;

/// <summary>What one version says different from the one before.</summary>
internal static class ComparePlans
{
    /// <summary>A version as a draft, to be written once more.</summary>
    public static PlanDraft Draft(VersionOpened version, Guid id, HelpPlanAct act, DateOnly on, string? words) =>
        new(id, act, on, version.Row.OwnerId, version.Row.ReviewOn, words, [.. version.Measures.Select(Draft)]);

    public static bool IsSame(VersionOpened before, PlanDraft draft) =>
        draft.Words is null
        && draft.Owner == before.Row.OwnerId
        && draft.ReviewOn == before.Row.ReviewOn
        && draft.Measures.Select(m => m with { Line = 0 }).SequenceEqual(before.Measures.Select(m => Draft(m, 0)));

    /// <summary>In sentences; of the first version none.</summary>
    public static IReadOnlyList<string> Run(VersionOpened? before, VersionOpened after)
    {
        if (before is null)
        {
            return [];
        }

        var said = new List<string>();
        Tell(said, "责任人", before.Owner, after.Owner);
        Tell(said, "下次复核", $"{before.Row.ReviewOn:yyyy-MM-dd}", $"{after.Row.ReviewOn:yyyy-MM-dd}");
        var old = before.Measures.ToDictionary(m => m.Row.Origin);
        foreach (var measure in after.Measures)
        {
            if (!old.Remove(measure.Row.Origin, out var was))
            {
                said.Add($"新增措施：{measure.What}（{measure.Who}，{measure.Row.By:yyyy-MM-dd} 前）");
                continue;
            }

            var name = $"“{Short(was.What)}”";
            Tell(said, name + "的措施", was.What, measure.What);
            Tell(said, name + "的类别", HelpKinds.Shipped.Name(was.Row.Kind), HelpKinds.Shipped.Name(measure.Row.Kind));
            Tell(said, name + "由谁办", was.Who, measure.Who);
            Tell(said, name + "的期限", $"{was.Row.By:yyyy-MM-dd}", $"{measure.Row.By:yyyy-MM-dd}");
            Tell(said, name + "的完成日期", Done(was), Done(measure));
        }

        said.AddRange(old.Values.Select(m => $"去掉措施：{m.What}"));
        return said;
    }

    private static MeasureDraft Draft(MeasureOpened m, int line) =>
        new(line, m.Row.Origin, m.Row.Kind, m.What, m.Row.VisitorId, m.Body, m.Row.By, m.Row.DoneOn);

    private static void Tell(List<string> said, string what, string before, string after)
    {
        if (before != after)
        {
            said.Add($"{what}：{before} → {after}");
        }
    }

    private static string Done(MeasureOpened m) => m.Row.DoneOn is { } day ? $"{day:yyyy-MM-dd}" : "未完成";

    private static string Short(string text) => text.Length <= 12 ? text : text[..12] + "…";
}
