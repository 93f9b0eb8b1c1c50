using Microsoft.AspNetCore.Http.Features;

namespace Tanfang.Visits.Receiving;

internal static class ReadBody
{
    /// <summary>The whole body; null when it is longer than allowed, however it is sent.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Run(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[64 * 1024];
        int read;
        try
        {
            while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                body.Write(buffer, 0, read);
                if (body.Length > most)
                    return null;
            }
        }
        catch (IOException)
        {
            // The line broke: half a body is none, nobody hears what is answered, and a phone out of reach is no fault for the log.
            return ReadOnlyMemory<byte>.Empty;
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
