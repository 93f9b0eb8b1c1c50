using Tanfang.Shared;

namespace Tanfang.Registry.Editing;

/// <summary>/elders/{id}/household: section two of the form, row by row.</summary>
public sealed class HouseholdPage(EditHousehold edit, ReadElder read, CurrentUser user, TimeProvider clock)
    : LinesPage<MemberLine>(read, user, clock)
{
    protected override string Saved => "家庭成员已保存。";

    public MemberOpened? Known(MemberLine line) => Current.Members.FirstOrDefault(m => m.Row.Id == line.Id);

    protected override Task<Result<Guid>> Save(Guid id, CancellationToken cancel) =>
        edit.Run(Reader.Scope, Reader.Actor, id, Version, Lines, cancel);

    protected override IEnumerable<MemberLine> Known() =>
        Current.Members.Select(member => new MemberLine
        {
            Id = member.Row.Id,
            Order = member.Row.Position,
            Name = member.Row.Name,
            Sex = member.Row.Sex,
            Relation = member.Row.Relation,
            Health = member.Health,
            Assistance = member.Row.Assistance,
        });
}
