using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Tanfang.TestKit;

namespace Tanfang.Tests.Exchange.Counties;

/// <summary>A page as somebody sees it who fills in what is there: the fields of its main form with what stands in them.</summary>
internal sealed partial class DeskScreen
{
    private readonly TestHost host;

    private DeskScreen(TestHost host, string path, string html) =>
        (this.host, Path, Html) = (host, path, WebUtility.HtmlDecode(html));

    public string Path { get; }

    public string Html { get; }

    /// <summary>What is read on it, without the marks.</summary>
    public string Text => Blank().Replace(Tag().Replace(Html, " "), " ");

    public static async Task<DeskScreen> Open(TestHost host, string path)
    {
        using var answer = await host.Client.GetAsync(path);
        return answer.StatusCode is HttpStatusCode.Redirect
            ? await Open(host, answer.Headers.Location!.ToString())
            : new DeskScreen(host, path, await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    /// <summary>Chooses a file and sends it.</summary>
    public static async Task<DeskScreen> Upload(TestHost host, byte[] file, string name)
    {
        var page = await Open(host, "/import");
        using var content = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(part, "Sheet", name);
        content.Add(
            new StringContent(page.Fields().Find(f => f.Name == "__RequestVerificationToken").Value),
            "__RequestVerificationToken"
        );
        using var answer = await host.Client.PostAsync("/import", content);
        return await After(host, "/import", answer);
    }

    /// <summary>Changes fields and presses a button of the main form; what is not named stays as it stands.</summary>
    public async Task<DeskScreen> Press(string handler, params (string Field, string? Value)[] changes)
    {
        var fields = Fields();
        foreach (var (field, value) in changes)
        {
            var name = NameOf(field);
            fields.RemoveAll(f => f.Name == name);
            if (value is not null)
            {
                fields.AddRange(value.Split('|').Select(one => (name, one)));
            }
        }

        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var to = Path.Split('?')[0] + (handler.Length > 0 ? $"?handler={handler}" : "");
        using var answer = await host.Client.PostAsync(to, form);
        return await After(host, to, answer);
    }

    /// <summary>What a choice stands at, by the label that a screen reader says.</summary>
    public string Chosen(string label) =>
        Fields().Where(f => f.Name == NameOf(label)).Select(f => f.Value).FirstOrDefault() ?? "";

    private static async Task<DeskScreen> After(TestHost host, string path, HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect
            ? await Open(host, answer.Headers.Location!.ToString())
            : new DeskScreen(host, path, await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());

    /// <summary>“列名” stands for the choice of that column; anything else is a field's own name.</summary>
    private string NameOf(string field) =>
        Regex.Match(Html, $"name=\"([^\"]+)\"[^>]*aria-label=\"“{Regex.Escape(field)}”对应") is { Success: true } found
            ? found.Groups[1].Value
            : field;

    private List<(string Name, string Value)> Fields()
    {
        var form = MainForm().Matches(Html).Select(m => m.Value).OrderByDescending(f => f.Length).First();
        var fields = new List<(string, string)>();
        foreach (Match input in Input().Matches(form))
        {
            var (tag, name) = (input.Value, Attribute(input.Value, "name"));
            var isBox = Attribute(tag, "type") is "checkbox" or "radio";
            if (
                name.Length > 0
                && Attribute(tag, "type") is not "file"
                && (!isBox || tag.Contains(" checked", StringComparison.Ordinal))
                && !tag.Contains(" disabled", StringComparison.Ordinal)
            )
            {
                fields.Add((name, Attribute(tag, "value")));
            }
        }

        foreach (Match select in Select().Matches(form))
        {
            var chosen = Option()
                .Matches(select.Value)
                .FirstOrDefault(o => o.Value.Contains(" selected", StringComparison.Ordinal));
            fields.Add((Attribute(select.Value, "name"), chosen is null ? "" : Attribute(chosen.Value, "value")));
        }

        return fields;
    }

    private static string Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex MainForm();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
