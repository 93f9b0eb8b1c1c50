namespace Tanfang.Divisions.Browsing;

/// <summary>What the division picker asks while somebody types.</summary>
internal static class SuggestDivisions
{
    private sealed record Suggestion(string Code, string Name, string Kind, string Path);

    public static void Map(WebApplication app) =>
        app.MapGet(
                "/divisions/suggest",
                async (string? q, FindDivisions find, CancellationToken cancel) =>
                    (await find.Run(q, cancel)).Select(found => new Suggestion(
                        found.Division.Code,
                        found.Division.Name,
                        found.Kind,
                        found.Label
                    ))
            )
            .ExcludeFromDescription();
}
