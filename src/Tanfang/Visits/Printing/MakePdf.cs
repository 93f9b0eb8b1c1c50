using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Tanfang.Data;
using Tanfang.Shared;
using Tanfang.Visits.Form;

namespace Tanfang.Visits.Printing;

/// <summary>Makes the document of a job a PDF file: the pages into an owner-only folder, Chromium over them, the folder away.</summary>
public sealed class MakePdf(
    SheetForms sheets,
    Chromium chromium,
    IRazorViewEngine views,
    ITempDataProvider temp,
    IModelMetadataProvider metadata,
    IServiceProvider services,
    IWebHostEnvironment web,
    StoreOptions store
)
{
    private const string Head = """
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>特殊困难老年人探访关爱服务记录表</title><style>
        """;

    /// <exception cref="NoPdfException">It cannot be made; the reason is for the reader.</exception>
    public async Task<byte[]> Run(PrintJob job, Scope scope, CancellationToken cancel)
    {
        if (chromium.Find() is null)
            throw new NoPdfException(Chromium.Missing);
        var folder = Path.Combine(Root(store), job.Id.ToString("N"));
        OwnerOnly.CreateDirectory(Root(store));
        OwnerOnly.CreateDirectory(folder);
        try
        {
            var (page, pdf) = (Path.Combine(folder, "sheets.html"), Path.Combine(folder, "sheets.pdf"));
            await Write(page, job, scope, cancel);
            var limit = TimeSpan.FromSeconds(60 + job.Sheets / 2);
            await chromium.Print(page, pdf, Path.Combine(folder, "profile"), limit, cancel);
            return await File.ReadAllBytesAsync(pdf, cancel);
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <summary>What a killed process left behind.</summary>
    public static void CleanUp(StoreOptions store) => Remove(Root(store));

    private static string Root(StoreOptions store) => Path.Combine(store.Directory, "printing");

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Something of the killed browser still writes; the next start removes the rest.
        }
    }

    private async Task Write(string file, PrintJob job, Scope scope, CancellationToken cancel)
    {
        await using var stream = OwnerOnly.Create(file);
        await using var page = new StreamWriter(stream, new UTF8Encoding(false));
        await page.WriteAsync(Head);
        // The same two as on the page that the browser prints, or the file would break into other pages.
        await page.WriteAsync(await Style("site.css", cancel));
        await page.WriteAsync(await Style("form.css", cancel));
        // Nobody looks at it on a screen: laying it out for one as well takes Chromium half as long again.
        await page.WriteAsync("@media screen { body { display: none; } }</style></head><body>");
        await foreach (var form in sheets.Read(job, scope, cancel))
            await Render(form, page);
        await page.WriteAsync("</body></html>");
    }

    private async Task<string> Style(string name, CancellationToken cancel)
    {
        await using var css = web.WebRootFileProvider.GetFileInfo(name).CreateReadStream();
        using var reader = new StreamReader(css);
        return await reader.ReadToEndAsync(cancel);
    }

    private async Task Render(OfficialFormModel form, TextWriter page)
    {
        var view = views.GetView(null, "/Visits/Form/OfficialForm.cshtml", isMainPage: false).View!;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new());
        var data = new ViewDataDictionary<OfficialFormModel>(metadata, new ModelStateDictionary()) { Model = form };
        var kept = new TempDataDictionary(action.HttpContext, temp);
        await view.RenderAsync(new ViewContext(action, view, data, kept, page, new HtmlHelperOptions()));
    }
}
