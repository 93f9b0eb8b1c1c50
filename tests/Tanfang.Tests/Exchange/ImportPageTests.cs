using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tanfang.Data;
using Tanfang.Exchange;
using Tanfang.Exchange.Importing;
using Tanfang.Shared;
using Tanfang.TestKit;
using Xunit;

namespace Tanfang.Tests.Exchange;

/// <summary>The import as somebody at the desk does it: over HTTP.</summary>
public sealed partial class ImportPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [BothStores]
    public async Task A_file_is_checked_first_and_written_only_when_confirmed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        var page = await Upload(host, new ElderSheet().Elders(3).Elder(4, ("姓名", "")).Xlsx());
        var check = await host.Client.GetStringAsync(page, Cancel);
        Assert.Contains("导入没有错误的 3 行", check, StringComparison.Ordinal);
        Assert.Contains("请填写姓名", check, StringComparison.Ordinal);
        Assert.Equal(0, await Elders(host));

        await host.SubmitAsync(page + "?handler=Confirm");
        await Finished(host, page);

        Assert.Equal(3, await Elders(host));
        Assert.Contains("已完成", await host.Client.GetStringAsync(page, Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "5,姓名,",
            await host.Client.GetStringAsync(page + "/errors.csv", Cancel),
            StringComparison.Ordinal
        );
        await using var db = host.Store.Open();
        var job = await db.ImportJobs.SingleAsync(Cancel);
        Assert.Equal((3, 1), (job.Added, job.Rejected));
    }

    [Theory]
    [BothStores]
    public async Task A_dropped_file_is_gone_and_cannot_be_confirmed(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var page = await Upload(host, new ElderSheet().Elders(3).Csv);

        await host.SubmitAsync(page + "?handler=Drop");
        await host.SubmitAsync(page + "?handler=Confirm");

        await using var db = host.Store.Open();
        var job = await db.ImportJobs.SingleAsync(Cancel);
        Assert.Equal(ImportState.Cancelled, job.State);
        Assert.Null(job.File);
        Assert.Equal(0, await Elders(host));
    }

    [Theory]
    [BothStores]
    public async Task What_cannot_be_read_is_said_at_the_field(Store store)
    {
        await using var host = await TestHost.StartAsync(store);

        using var answer = await Post(host, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "名单.xls");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("不是完整的工作簿", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [BothStores]
    public async Task An_import_cut_off_by_a_stop_begins_anew_with_the_next_start(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet().Elders(3).Csv;
        await using (var db = host.Store.Open())
        {
            var job = ImportJob.Of(file, "名单", Vault.Open(host.Store.Options.KeyFile), Actor.Local, host.Clock.Now());
            job.State = ImportState.Running;
            db.ImportJobs.Add(job);
            await db.SaveChangesAsync(Cancel);
        }

        await host.Do<ImportProgress>(progress =>
        {
            progress.Ring();
            return Task.CompletedTask;
        });
        await using var look = host.Store.Open();
        await Finished(host, $"/import/{(await look.ImportJobs.SingleAsync(Cancel)).Id}");

        Assert.Equal(3, await Elders(host));
    }

    [Theory]
    [BothStores]
    public async Task Nothing_of_a_person_stands_open_in_the_jobs_table(Store store)
    {
        await using var host = await TestHost.StartAsync(store);
        var file = new ElderSheet("出生日期").Elder(1).Elder(2, ("姓名", "王某某"), ("电话", "13912345678x")).Csv;

        await Upload(host, file, "王某某名单.csv");

        await using var db = host.Store.Open();
        var job = await db.ImportJobs.AsNoTracking().SingleAsync(Cancel);
        foreach (var kept in new[] { job.FileName, job.File!, job.Errors! })
        {
            var text = System.Text.Encoding.UTF8.GetString(kept);
            Assert.DoesNotContain("王某某", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13912345678", text, StringComparison.Ordinal);
        }

        Assert.Equal("王某某名单.csv", job.OpenFileName(Vault.Open(host.Store.Options.KeyFile)));
    }

    [Theory]
    [InlineData("/import", "下载 Excel 模板")]
    [InlineData("/import/reviews", "没有等待确认的行")]
    [InlineData("/import/columns", "残疾人证号")]
    [InlineData("/import/template.csv", "姓名,性别,公民身份号码")]
    public async Task Every_page_answers_in_an_empty_office(string page, string words)
    {
        await using var host = await TestHost.StartAsync(Store.Sqlite);

        Assert.Contains(words, await host.Client.GetStringAsync(page, Cancel), StringComparison.Ordinal);
    }

    private static async Task<int> Elders(TestHost host)
    {
        await using var db = host.Store.Open();
        return await db.Elders.CountAsync(Cancel);
    }

    internal static async Task<string> Upload(TestHost host, byte[] file, string name = "名单.csv")
    {
        using var answer = await Post(host, file, name);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> Post(TestHost host, byte[] file, string name)
    {
        var token = Token().Match(await host.Client.GetStringAsync("/import", Cancel)).Groups[1].Value;
        using var content = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(part, "Sheet", name);
        content.Add(new StringContent(token), "__RequestVerificationToken");
        return await host.Client.PostAsync("/import", content, Cancel);
    }

    /// <summary>Asks as the page does until the import has ended; the test's own time limit ends it otherwise.</summary>
    internal static async Task Finished(TestHost host, string page)
    {
        while (
            !(await host.Client.GetStringAsync(page + "/progress", Cancel)).Contains(
                "\"finished\":true",
                StringComparison.Ordinal
            )
        )
        {
            await Task.Yield();
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
