using Tanfang.Data;
using Tanfang.Obligations;
using Tanfang.Policies;
using Tanfang.Policy;
using Tanfang.Shared;

namespace Tanfang.Registry.Recording;

/// <summary>An individual cadence adds to what the documents ask for and never loosens it (民发〔2022〕73号 二（四）).</summary>
public sealed class TighterOnly(TanfangDb db, PolicySet policies, TimeProvider clock)
{
    public async Task<Refusal?> Guard(NewFact fact, CancellationToken cancel)
    {
        if (OwnCadence.Parse(fact.Key) is not { } wanted)
        {
            return null;
        }

        var history = await new ElderHistories(db).Of(fact.ElderId, cancel);
        // What the documents ask for: without another individual cadence, and whether or not the person wants it now.
        var bare = history with
        {
            Facts = [.. history.Facts.Where(f => f.Kind is not (FactKind.IndividualCadence or FactKind.Consent))],
        };
        var strictest = Explain
            .On(policies, bare, fact.On!.Value, clock.Now())
            .Duties.Where(d => d is { Kind: RuleKind.Cadence, Cadence: not null })
            .OrderByDescending(d => d.Cadence!.Value.PerYear)
            .FirstOrDefault();
        return strictest is null || wanted.Cadence.PerYear > strictest.Cadence!.Value.PerYear
            ? null
            : new Refusal(
                "fact.notTighter",
                $"按文件已经是{PolicyWords.HowOften(RuleKind.Cadence, strictest.Cadence)}（{strictest.Citation.Document}）",
                "个人频次只能比文件要求更密",
                "Every"
            );
    }
}
