using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Exchange.Delivering;

/// <summary>What accepting a line did.</summary>
public sealed record AppliedLine(Guid ElderId, string? Choice, DifferenceEffects Effects);

/// <summary>Carries out an accepted line through the registry's own actions. Inside the write transaction of <see cref="AcceptLines"/>.</summary>
public sealed class ApplyLine(TanfangDb db, EnrolElder enrol, CorrectFile correct, ApplyFacts facts)
{
    public const string Same = "same";
    public const string Other = "other";
    public const string Lost = "lost";

    /// <summary>Leaving, by the registry's own words.</summary>
    public static IReadOnlyList<string> Leaving { get; } = ["died", "moved", "institution", "other"];

    public Task<Result<AppliedLine>> Run(
        LineInSight sight,
        Acceptance how,
        CurrentUser user,
        CancellationToken cancel
    ) =>
        (sight.Line.Kind, sight.Line.What) switch
        {
            // Both have numbers, which has told them apart; without a village nobody has looked.
            (DifferenceKind.New, _) => Enrol(
                sight,
                how,
                sight.Draft.HomeId is > 0 || how.Choice == Other,
                user,
                cancel
            ),
            (DifferenceKind.Category, _) => facts.Claim(sight, user.Actor, cancel),
            (DifferenceKind.Changed, FindDifferences.Certificate) => facts.Claim(sight, user.Actor, cancel),
            (DifferenceKind.Changed, FindDifferences.Home) => facts.Move(sight, user, cancel),
            (DifferenceKind.Changed, FindDifferences.Birth) => Correct(
                sight,
                new FileCorrection(BirthDate: sight.Draft.BirthDate),
                user.Actor,
                cancel
            ),
            (DifferenceKind.Missing, _) => Missing(sight, how.Choice, user.Actor, cancel),
            (DifferenceKind.Conflict, FindDifferences.Name) => Correct(
                sight,
                new FileCorrection(Name: sight.Draft.Name),
                user.Actor,
                cancel
            ),
            (DifferenceKind.Conflict, FindDifferences.Alike) => how.Choice switch
            {
                Same => facts.SamePerson(sight, user.Actor, cancel),
                Other => Enrol(sight, how, true, user, cancel),
                _ => No("choice", "没有选是不是同一人", "请逐条打开，选“同一人”或“另一个人”"),
            },
            _ => No("elsewhere", "这一条不能直接接受", "请按说明办理，再写明情况“不接受”"),
        };

    private Task<Result<AppliedLine>> Missing(
        LineInSight sight,
        string? choice,
        Actor actor,
        CancellationToken cancel
    ) =>
        choice == Lost ? facts.Lose(sight, actor, cancel)
        : choice is not null && Leaving.Contains(choice) ? facts.Leave(sight, choice, actor, cancel)
        : No("choice", "没有选缺失的原因", "请选：不再符合、去世、迁出或入住机构；来源漏报的选“不接受”");

    private async Task<Result<AppliedLine>> Enrol(
        LineInSight sight,
        Acceptance how,
        bool isSomebodyElse,
        CurrentUser user,
        CancellationToken cancel
    )
    {
        var home = sight.Draft.HomeId is > 0 ? sight.Draft.HomeId : how.Home;
        if (home is null)
        {
            return new Refusal(
                "difference.home",
                "名单没有写村（居），还不能建档",
                "请逐条打开，选定现住的村（居）再登记"
            );
        }

        var draft = sight.Draft with { HomeId = home, IsSomebodyElse = isSomebodyElse };
        var enrolled = await enrol.Within(draft, user.Scope, user.Actor, cancel);
        if (!enrolled.Succeeded)
        {
            return enrolled.Refusals.ToList();
        }

        var added = await db.ElderFacts.Where(f => f.ElderId == enrolled.Value).Select(f => f.Id).ToListAsync(cancel);
        return new AppliedLine(enrolled.Value, "enrolled", new DifferenceEffects(added));
    }

    private async Task<Result<AppliedLine>> Correct(
        LineInSight sight,
        FileCorrection correction,
        Actor actor,
        CancellationToken cancel
    )
    {
        var elder = ((Whom.Known)sight.Whom).Elder;
        await correct.Run(actor, elder.Id, correction, "delivery.corrected", cancel);
        var before = new DifferenceEffects(
            [],
            Name: correction.Name is null ? null : elder.Name,
            BirthDate: correction.BirthDate is null ? null : elder.BirthDate
        );
        return new AppliedLine(elder.Id, null, before);
    }

    private static Task<Result<AppliedLine>> No(string code, string reason, string remedy) =>
        Task.FromResult<Result<AppliedLine>>(new Refusal($"difference.{code}", reason, remedy));
}
