using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Tanfang.Shared;

/// <summary>
/// What a page does not offer is not there: a form sent to a handler it does not have, or to a page that takes none. Left alone,
/// Razor Pages would run the page's unnamed handler, or show the page with nothing in it.
/// </summary>
internal sealed class KnownHandlers : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var http = context.HttpContext;
        if (
            http.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || http.Features.Get<IExceptionHandlerFeature>() is not null
        )
        {
            // The page that says what went wrong, whatever had been asked for.
            return;
        }

        var handler = context.HandlerMethod;
        var asked = (context.RouteData.Values["handler"] ?? http.Request.Query["handler"]).ToString();
        // Reading an address that a form was sent to shows the page; a page that answers no reading at all has nothing to show.
        var isKnown =
            HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
                ? handler is not null || !context.ActionDescriptor.HandlerMethods.Any(h => h.HttpMethod == "GET")
                : handler is not null && string.Equals(handler.Name ?? "", asked, StringComparison.OrdinalIgnoreCase);
        if (!isKnown)
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
