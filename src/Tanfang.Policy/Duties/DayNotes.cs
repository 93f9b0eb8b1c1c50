using System.Globalization;

namespace Tanfang.Policy;

/// <summary>Collects, in Chinese, what was considered for one person and one day and why it does not apply.</summary>
internal sealed class DayNotes(
    PolicySet policies,
    ElderRecords records,
    DateTimeOffset knownAt,
    PersonOn person,
    DateOnly day
)
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>False, with a note that says why, for people outside the register or too young.</summary>
    public bool CanBeCounted()
    {
        if (person.Left is { } reason)
        {
            _all.Add($"已退出登记（{LeaveName(reason)}），不再有探访义务。");
            return false;
        }
        if (!person.Enrolled)
        {
            _all.Add(records.FirstEnrolled is { } on ? $"{Day(on)}起才纳入登记。" : "尚未纳入登记。");
            return false;
        }
        if (person.Age < policies.Engine.ElderAge)
        {
            var birthday = Ages.Birthday(records.BirthDate, policies.Engine.ElderAge);
            _all.Add(
                $"未满{policies.Engine.ElderAge}周岁，{Day(birthday)}生日当天起自动纳入。{policies.Engine.Of("elderAge").Reading}"
            );
            return false;
        }
        return true;
    }

    public void Refused(List<PackRules> covering)
    {
        var words = covering.Select(p => p.Pack.Voluntary).FirstOrDefault(v => v is not null);
        var quoted = words is null ? "" : $"，{words.Document} {words.Section}：“{words.Quote}”";
        _all.Add($"本人书面谢绝探访，不产生探访义务{quoted}。{policies.Engine.Of("refusalAskAgainMonths").Reading}");
    }

    public void Wish()
    {
        if (person.Consent == Consent.NotAsked)
        {
            _all.Add("尚未征询本人意愿，先按应访对待。");
        }
    }

    /// <summary>The pack holds here, but does not count the person; perhaps it would if a situation were open.</summary>
    public void NotCounted(PolicyPack pack)
    {
        foreach (var kind in policies.Dictionary.Situations)
        {
            var then = person with { Situations = person.Situations | policies.Dictionary.SituationBit(kind.Key) };
            if (pack.Groups.Any(g => g.Grounds.Any(ground => ground.When.Holds(then))))
            {
                _all.Add($"{pack.Document.Name}：居住地当日没有登记{kind.Name}，不适用。");
                return;
            }
        }
        var who = string.Join("、", pack.Groups.Select(g => $"“{g.Who.Quote}”"));
        _all.Add($"{pack.Document.Name}：不在其对象之内（{who}）。");
    }

    public void StricterTier(CompiledRule rule, PersonOn who)
    {
        var stricter = rule.Stricter.First(s => s.Matches(who)).Rule;
        _all.Add($"{Name(rule.Rule)}：已按更严的“{stricter.Name}”执行，不另计。");
    }

    public void LooserTierRuns(CompiledRule rule) =>
        _all.Add($"{Name(rule.Rule)}：期中转为更严的等级，本期已开始的应访继续有效。");

    public void NotYetDue(Rule rule, DayRange period, DateOnly begins, DayRange? next)
    {
        var then = next is { } days ? $"，自{Day(days.From)}起的下一期开始应访" : "，本次不计";
        _all.Add($"{Name(rule)}：{Day(begins)}起才适用，本期至{Day(period.LastDay)}剩余天数不足一半{then}。");
    }

    public void NoWindow(Rule rule) => _all.Add($"{Name(rule)}：当日不在特殊时段之内。");

    public void FurtherGrounds(Rule rule, List<Ground> grounds)
    {
        if (grounds.Count > 1)
        {
            _all.Add($"{Name(rule)}：同时符合：{string.Join("、", grounds.Skip(1).Select(g => g.Name))}。");
        }
    }

    public void Residence(List<PackRules> covering)
    {
        if (
            person.Rural is null
            && covering.Any(p => p.Pack.Groups.Any(g => g.Grounds.Any(ground => AsksForRural(ground.When))))
        )
        {
            _all.Add($"居住地是否农村牧区不清楚。{policies.Engine.Of("ruralWhenUnknown").Reading}");
        }
    }

    /// <summary>Situations recorded for the residence that are not open on this day.</summary>
    public void OtherTimes()
    {
        foreach (var situation in records.SituationsKnown(knownAt, DateOnly.MaxValue))
        {
            var here = person.Division.StartsWith(situation.Division, StringComparison.Ordinal);
            if (!here || situation.Days.Contains(day))
            {
                continue;
            }
            var name = policies.Dictionary.SituationName(situation.Kind);
            _all.Add(
                day < situation.From
                    ? $"{name}自{Day(situation.From)}起，当日尚未开始。"
                    : $"{name}已于{Day(situation.Days.LastDay)}结束。"
            );
        }
    }

    private static bool AsksForRural(Condition condition) =>
        condition switch
        {
            Condition.LivesRurally => true,
            Condition.All all => all.Parts.Any(AsksForRural),
            Condition.Any any => any.Parts.Any(AsksForRural),
            Condition.Not not => AsksForRural(not.Part),
            _ => false,
        };

    private static string LeaveName(LeaveReason reason) =>
        reason switch
        {
            LeaveReason.Died => "去世",
            LeaveReason.Moved => "迁出",
            LeaveReason.Institution => "入住机构",
            LeaveReason.Merged => "并入同一人的另一份档案",
            _ => "其他原因",
        };

    private static string Name(Rule rule) => $"{rule.Duty.Document}{rule.Name}";

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
