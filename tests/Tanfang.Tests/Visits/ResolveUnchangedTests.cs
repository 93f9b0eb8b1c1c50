using System.Text.Json;
using System.Text.RegularExpressions;
using Tanfang.Visits;
using Tanfang.Visits.Form;
using Tanfang.Visits.Recording;
using Xunit;

namespace Tanfang.Tests.Visits;

public class ResolveUnchangedTests
{
    private static readonly Guid March = Guid.CreateVersion7();
    private static readonly Guid May = Guid.CreateVersion7();
    private static readonly Guid June = Guid.CreateVersion7();
    private static readonly DateOnly MarchDay = new(2026, 3, 2);
    private static readonly DateOnly MayDay = new(2026, 5, 7);
    private static readonly DateOnly JuneDay = new(2026, 6, 9);

    [Fact]
    public void First_visit_says_how_it_is()
    {
        var found = Resolve(""" "movement":"worse","mood":"better" """, null, March, MarchDay);

        Assert.Equal(new StatusAnswer("worse", "poor", MarchDay, March), found.Movement);
        Assert.Equal(new StatusAnswer("better", "good", MarchDay, March), found.Mood);
        Assert.Null(found.Expression);
    }

    [Fact]
    public void Unchanged_refers_to_the_state_its_day_and_the_visit_that_set_it()
    {
        var march = Resolve(""" "movement":"worse" """, null, March, MarchDay);
        var may = Resolve(""" "movement":"unchanged" """, new(March, MarchDay, march), May, MayDay);
        var june = Resolve(""" "movement":"unchanged" """, new(May, MayDay, may), June, JuneDay);

        Assert.Equal(new StatusAnswer("unchanged", "poor", MarchDay, March), june.Movement);
    }

    [Fact]
    public void Better_and_worse_compare_with_the_state_last_shown()
    {
        var march = Resolve(""" "movement":"worse","room":"worse" """, null, March, MarchDay);
        var may = Resolve(""" "movement":"better","room":"worse" """, new(March, MarchDay, march), May, MayDay);

        Assert.Equal(new StatusAnswer("better", "good", MayDay, May), may.Movement);
        Assert.Equal(new StatusAnswer("worse", "poor", MarchDay, March), may.Room);
    }

    [Fact]
    public void What_was_not_answered_is_still_shown_next_time()
    {
        var march = Resolve(""" "movement":"worse" """, null, March, MarchDay);
        var may = Resolve(""" "mood":"better" """, new(March, MarchDay, march), May, MayDay);
        var june = Resolve(""" "movement":"unchanged" """, new(May, MayDay, may), June, JuneDay);

        Assert.Equal(new StatusAnswer(null, "poor", MarchDay, March), may.Movement);
        Assert.Equal(new StatusAnswer("unchanged", "poor", MarchDay, March), june.Movement);
    }

    [Fact]
    public void Unchanged_where_no_visit_ever_said_refers_to_the_visit_alone()
    {
        var march = Resolve(""" "mood":"better" """, null, March, MarchDay);
        var may = Resolve(""" "illness":{"state":"unchanged"} """, new(March, MarchDay, march), May, MayDay);
        var june = Resolve(""" "illness":{"state":"unchanged"} """, new(May, MayDay, may), June, JuneDay);

        Assert.Equal(new StatusAnswer("unchanged", null, MarchDay, March), june.Illness);
    }

    [Fact]
    public void Family_keeps_by_how_many()
    {
        var march = Resolve(""" "family":{"change":"fewer","by":2} """, null, March, MarchDay);
        var may = Resolve(""" "family":{"change":"unchanged"} """, new(March, MarchDay, march), May, MayDay);

        Assert.Equal(new StatusAnswer("fewer", "fewer", MarchDay, March, 2), march.Family);
        Assert.Equal(new StatusAnswer("unchanged", "fewer", MarchDay, March, 2), may.Family);
    }

    [Fact]
    public void Eight_items_know_unchanged_and_safety_is_not_among_them()
    {
        Assert.Equal(
            ["family", "expression", "movement", "illness", "mood", "personalHygiene", "homeHygiene", "room"],
            VisitForm.Eight.Select(i => i.Key)
        );
        Assert.Equal(["gas", "water", "electricity"], VisitForm.Status.Where(i => i.IsSafety).Select(i => i.Key));
        Assert.All(VisitForm.Status.Where(i => i.IsSafety), i => Assert.Equal("安全 较安全 不安全", Labels(i)));
        var sheet = Sheet.Empty();
        sheet.FillUnchanged();
        Assert.Equal(8, VisitForm.Status.Count(i => sheet[i.Key] == "unchanged"));
        Assert.All(VisitForm.Status.Where(i => i.IsSafety), i => Assert.Null(sheet[i.Key]));
    }

    [Fact]
    public void What_is_stored_reads_back_the_same_and_names_each_earlier_visit_once()
    {
        var march = Resolve(
            """ "family":{"change":"fewer","by":2},"mood":"worse","room":"better" """,
            null,
            March,
            MarchDay
        );
        var may = Resolve(
            """ "family":{"change":"unchanged"},"mood":"unchanged","illness":{"state":"serious"} """,
            new(March, MarchDay, march),
            May,
            MayDay
        );

        Assert.Equal(march, StatusAnswers.Parse(march.ToJson()));
        Assert.Equal(may, StatusAnswers.Parse(may.ToJson()));
        Assert.Equal(new StatusAnswers(), StatusAnswers.Parse(new StatusAnswers().ToJson()));
        Assert.Single(Regex.Matches(may.ToJson(), March.ToString()));
        Assert.Contains(StatusAnswers.FamilyAnswered, may.ToJson(), StringComparison.Ordinal);
        var silent = Resolve(""" "mood":"unchanged" """, new(May, MayDay, may), March, MarchDay);
        Assert.Equal("fewer", silent.Family?.State);
        Assert.DoesNotContain(StatusAnswers.FamilyAnswered, silent.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_as_an_object_for_each_item_it_is_still_read()
    {
        var before = $$$"""
            {"family":{"tick":"fewer","state":"fewer","since":"2026-03-02","visitId":"{{{March}}}","by":2},
             "mood":{"state":"good","since":"2026-03-02","visitId":"{{{March}}}"}}
            """;
        var read = StatusAnswers.Parse(before);

        Assert.Equal(new StatusAnswer("fewer", "fewer", new DateOnly(2026, 3, 2), March, 2), read.Family);
        Assert.Equal(new StatusAnswer(null, "good", new DateOnly(2026, 3, 2), March), read.Mood);
        Assert.Null(read.Room);
        Assert.Contains(StatusAnswers.FamilyAnsweredBefore, before, StringComparison.Ordinal);
    }

    private static string Labels(FormItem item) => string.Join(' ', item.Choices.Select(c => c.Label));

    private static StatusAnswers Resolve(string body, Basis? basis, Guid visit, DateOnly day)
    {
        using var json = JsonDocument.Parse($$"""{"mode":"onSite",{{body}}}""");
        return ResolveUnchanged.Run(VisitBody.Read(json.RootElement).Value, basis, visit, day);
    }
}
