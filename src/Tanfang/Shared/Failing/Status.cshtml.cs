using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tanfang.Shared.Failing;

/// <summary>What a reader sees when a page cannot be shown. Says nothing about what was asked for.</summary>
[IgnoreAntiforgeryToken]
public sealed class StatusModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public void OnGet(int code) => Say(code);

    public void OnPost(int code) => Say(code);

    private void Say(int code)
    {
        var token = NoteExpiredForm.In(HttpContext);
        (Title, Reason) = code switch
        {
            400 when token => ("页面已过期", "这个页面打开太久了。请返回上一页刷新后重新提交，已保存的内容不受影响。"),
            400 => ("请求无法处理", "提交的内容不完整或格式不对。请返回上一页检查后重试。"),
            403 => ("不能查看", "您的授权不包括这一页。需要的话，请找管理员增加授权。"),
            404 => ("没有找到", "没有这个页面，或者它不在您可以查看的范围内。"),
            409 => ("内容已被改动", "有人在您之前保存了改动。请返回上一页刷新后再试。"),
            429 => ("试得太快", "从这个地址登录得太频繁。请等一分钟再试。"),
            503 => (
                "暂时不能查看",
                "谁看了什么必须记下来，而查阅记录现在写不进去，所以没有显示任何内容。请稍后重试；一直这样请联系管理员。"
            ),
            413 => ("内容太大", "提交的内容超过了上限。请缩小后重试。"),
            _ => ("出错了", "系统没有完成这一步，已保存的内容没有受到影响。请重试；多次出现请联系管理员查看运行日志。"),
        };
    }
}
