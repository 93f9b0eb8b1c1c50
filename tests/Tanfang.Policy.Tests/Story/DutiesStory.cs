using Xunit;

namespace Tanfang.Policy.Tests;

/// <summary>Expectations of an explanation.</summary>
internal sealed class DutiesStory(Explanation explanation)
{
    public Explanation Explanation => explanation;

    public DutiesStory Owes(string rule)
    {
        Assert.Contains(rule, explanation.Duties.Select(d => d.Rule));
        return this;
    }

    public DutiesStory Owes(string rule, string from, string until)
    {
        var duty = Of(rule);
        Assert.Equal(new DayRange(ElderStory.Day(from), ElderStory.Day(until)), duty.Period);
        return this;
    }

    public DutiesStory OwesNot(string rule)
    {
        Assert.DoesNotContain(rule, explanation.Duties.Select(d => d.Rule));
        return this;
    }

    public DutiesStory Because(string rule, string ground)
    {
        Assert.Equal([ground], Of(rule).Because);
        return this;
    }

    public DutiesStory Notes(string words)
    {
        Assert.Contains(explanation.Notes, n => n.Contains(words, StringComparison.Ordinal));
        return this;
    }

    public DutiesStory IsCounted(bool enrolled = true)
    {
        Assert.Equal(enrolled, explanation.Enrolled);
        return this;
    }

    public Duty Of(string rule) => Assert.Single(explanation.Duties, d => d.Rule == rule);
}
