using Tanfang.Shared;

namespace Tanfang.Divisions.Changing;

/// <summary>What stands in the way of a change; the field is the step of the wizard where it is mended.</summary>
internal static class ChangeRefusals
{
    public const string Places = "places";
    public const string People = "people";
    public const string Document = "document";

    public static Refusal Unknown { get; } =
        new("change.unknown", "没有这项变更，或不在您的数据范围内", "请从变更列表中重新打开");

    public static Refusal NotDraft { get; } =
        new("change.settled", "这项变更已经确认或取消，不能再改", "需要调整的，请另建一项变更");

    public static Refusal Place(string code, string reason, string remedy) =>
        new($"change.{code}", reason, remedy, Places);

    public static Refusal Person(string code, string reason, string remedy) =>
        new($"change.{code}", reason, remedy, People);

    public static Refusal Paper(string code, string reason, string remedy) =>
        new($"change.{code}", reason, remedy, Document);
}
