using Tanfang.Shared;
using Xunit;

namespace Tanfang.Tests.Shared;

public class PagerTests
{
    [Theory]
    [InlineData(1, 20, "第 1–20 人，共 45 人", null, "?page=2")]
    [InlineData(2, 20, "第 21–40 人，共 45 人", "?page=1", "?page=3")]
    [InlineData(3, 5, "第 41–45 人，共 45 人", "?page=2", null)]
    public void Page_says_where_it_stands_and_leads_to_its_neighbours(
        int number,
        int items,
        string shown,
        string? previous,
        string? next
    )
    {
        var page = new Page<int>([.. Enumerable.Range(0, items)], number, 20, 45);

        Assert.Equal(new Pager(shown, previous, next), Pager.Of(page, "人", n => $"?page={n}"));
    }
}
