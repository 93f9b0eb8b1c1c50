namespace Tanfang.Visits.Form;

/// <summary>未遇: a visit that met nobody. The paper has no page for it; it never counts as a visit made.</summary>
public static class AttemptForm
{
    public static FormItem Result { get; } =
        VisitForm.Choose(
            "result",
            "",
            "没见到人",
            [
                new("notAtHome", "不在家"),
                new("noAnswer", "无人应答"),
                new("inHospital", "住院"),
                new("refused", "拒绝"),
                new("movedAway", "已迁出"),
                new("died", "已去世"),
            ]
        ) with
        {
            Required = true,
        };

    public static FormItem Note { get; } = VisitForm.Text("note", "说明", 500);

    public static FormDefinition Definition { get; } =
        new("attempt", VisitForm.Version, "未遇", [Result, Note, VisitForm.Visitors]);
}
