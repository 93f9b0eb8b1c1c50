using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Tanfang.Shared.Failing;

/// <summary>Remembers that a form was refused for its token, so that the page that says so can tell it from one that could not be read.</summary>
internal sealed class NoteExpiredForm : IAlwaysRunResultFilter
{
    public static bool In(HttpContext context) => context.Items.ContainsKey(typeof(NoteExpiredForm));

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[typeof(NoteExpiredForm)] = true;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}
