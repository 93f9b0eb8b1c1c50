namespace Tanfang.Data.Health;

/// <summary>For machines that watch: alive, ready, figures. They say nothing about any person.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok\n")).WithSummary("进程在运行").DisableHttpMetrics();
        app.MapGet(
                "/readyz",
                async (Readiness readiness, CancellationToken cancel) =>
                    await readiness.Obstacle(cancel) is var (code, reason)
                        ? Results.Problem(
                            statusCode: StatusCodes.Status503ServiceUnavailable,
                            title: "未就绪",
                            detail: reason,
                            extensions: new Dictionary<string, object?> { ["code"] = code }
                        )
                        : Results.Text("ok\n")
            )
            .WithSummary("可以服务：数据库可达、结构最新、密钥相符")
            .DisableHttpMetrics();
        app.MapGet(
                "/metrics",
                async (StoreFigures figures, Gauges gauges, CancellationToken cancel) =>
                {
                    await figures.Read(cancel);
                    return Results.Text(gauges.Print(), PrometheusText.ContentType);
                }
            )
            .WithSummary("Prometheus 指标")
            .DisableHttpMetrics();
    }
}
