namespace Tanfang.Obligations.Situations;

/// <summary>GET /situations/{id}/progress, asked by the page while the area is brought up.</summary>
internal static class ProgressEndpoint
{
    public static void Map(WebApplication app) =>
        app.MapGet(
                "/situations/{id:guid}/progress",
                async (Guid id, ReadSituations read, CancellationToken cancel) =>
                    await read.Progress(id, cancel) is { } progress ? Results.Ok(progress) : Results.NotFound()
            )
            .ExcludeFromDescription();
}
