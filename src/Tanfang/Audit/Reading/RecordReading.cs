using System.Data.Common;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Tanfang.Access;
using Tanfang.Data;
using Tanfang.Registry;
using Tanfang.Shared;

namespace Tanfang.Audit.Reading;

/// <summary>
/// Behind the wall and before every endpoint, the one place where it is written down who has seen whom. The row is on the disk before the first byte of the answer
/// leaves; when it cannot be written, the answer is thrown away. Somebody out of reach is answered with 404, and that is written down as a refusal.
/// </summary>
internal sealed class RecordReading(RequestDelegate next, ILogger<RecordReading> log)
{
    private sealed class NotWritten(Exception inner) : Exception("the audit row could not be written", inner);

    public async Task Invoke(HttpContext context, AppendEntries append, TanfangDb db, TimeProvider clock)
    {
        if (
            context.Features.Get<AskingUser>() is not { } user
            || context.GetEndpoint() is not RouteEndpoint endpoint
            || Readings.Of(endpoint.RoutePattern, context.Request.Method) is not { Shows: not Shows.Nobody } reading
        )
        {
            await next(context);
            return;
        }

        var address = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        var id = reading.Parameter is { } name ? context.GetRouteValue(name)?.ToString() : null;
        var plain = context.Features.Get<IHttpResponseBodyFeature>()!;
        Task? written = null;
        Task Once() => written ??= Write();

        async Task Write()
        {
            try
            {
                if (await EntryOf() is { } entry)
                {
                    await append.Run(entry);
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or IOException)
            {
                throw new NotWritten(e);
            }
        }

        async Task<ChangeEntry?> EntryOf()
        {
            var status = context.Response.StatusCode;
            if (status == StatusCodes.Status404NotFound && reading.Shows == Shows.Person)
            {
                return ChangeEntry.Of(user.Actor, clock, AuditActions.OutOfReach, Key(id), address);
            }

            if (status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
            {
                return ChangeEntry.Of(user.Actor, clock, AuditActions.Denied, Cut(address), $"{status}");
            }

            var shown =
                status
                is >= 200
                    and < 300
                    or StatusCodes.Status304NotModified
                    or StatusCodes.Status409Conflict
                    or StatusCodes.Status412PreconditionFailed;
            if (!shown)
            {
                return null;
            }

            if (reading.Shows == Shows.Many)
            {
                var under = string.Concat(user.Emergencies.Take(3).Select(e => e.Mark));
                return ChangeEntry.Of(
                    user.Actor,
                    clock,
                    AuditActions.Listed,
                    Cut(address),
                    Form(context.Response) + under
                );
            }

            var elder = await ElderOf();
            var mark = user.Emergencies.Count > 0 ? await MarkFor(elder) : null;
            return ChangeEntry.Of(user.Actor, clock, AuditActions.Read, Key(elder), address + mark);
        }

        async Task<string?> ElderOf()
        {
            if (reading.Thing == Thing.Elder || !Guid.TryParse(id, out var thing))
            {
                return id;
            }

            var elders = reading.Thing switch
            {
                Thing.Visit => db.Visits.Where(v => v.Id == thing).Select(v => (Guid?)v.ElderId),
                Thing.Emergency => db.Emergencies.Where(e => e.Id == thing).Select(e => (Guid?)e.ElderId),
                _ => db.PrintedSheets.Where(s => s.Id == thing).Select(s => (Guid?)s.ElderId),
            };
            return (await elders.SingleOrDefaultAsync() ?? thing).ToString();
        }

        // Reached by the grants alone it is no reading of the emergency.
        async Task<string?> MarkFor(string? elder)
        {
            var plain = (user with { Emergencies = [] }).For(Right.People).Scope;
            if (!Guid.TryParse(elder, out var known) || await db.FilesOf(plain).AnyAsync(e => e.Id == known))
            {
                return null;
            }

            foreach (var access in user.Emergencies)
            {
                if (await db.FilesOf(Scope.Of(access.DivisionId)).AnyAsync(e => e.Id == known))
                {
                    return access.Mark;
                }
            }

            return null;
        }

        var held = new StreamResponseBodyFeature(new AuditedBody(plain.Stream, Once), plain);
        context.Features.Set<IHttpResponseBodyFeature>(held);
        try
        {
            await next(context);
            await Once();
            if (held.Writer.UnflushedBytes > 0)
            {
                await held.Writer.FlushAsync(context.RequestAborted);
            }
        }
        catch (Exception e) when (Find(e) is { } failed && !context.Response.HasStarted)
        {
            context.Features.Set(plain);
            log.LogError(
                "a reading could not be written down and was refused: {Problem}",
                failed.InnerException!.GetType().Name
            );
            await Refuse(context);
        }
        finally
        {
            context.Features.Set(plain);
        }
    }

    private static NotWritten? Find(Exception? e) => e is null ? null : e as NotWritten ?? Find(e.InnerException);

    private static async Task Refuse(HttpContext context)
    {
        var headers = context.Response.Headers;
        var safety = headers
            .Where(h => h.Key is "Content-Security-Policy" or "X-Content-Type-Options" or "Referrer-Policy")
            .ToList();
        context.Response.Clear();
        safety.ForEach(headers.Add);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await Problems
                .Of(
                    new Refusal(
                        "audit.notWritten",
                        "查阅记录写不进去，所以没有显示任何内容",
                        "请稍后重试；一直这样请告诉管理员"
                    ),
                    StatusCodes.Status503ServiceUnavailable
                )
                .ExecuteAsync(context);
        }
    }

    /// <summary>As ids stand in the trail: 32 digits.</summary>
    private static string Key(string? id) => Guid.TryParse(id, out var known) ? known.ToString("N") : Cut(id ?? "");

    private static string Cut(string text) => text.Length > 60 ? text[..60] : text;

    private static string Form(HttpResponse response) =>
        response.ContentType switch
        {
            null => "none",
            var type when type.StartsWith("text/html", StringComparison.Ordinal) => "html",
            var type when type.Contains("spreadsheet", StringComparison.Ordinal) => "xlsx",
            var type => Cut(type.Split(';')[0].Split('/')[^1]),
        };
}
