using Microsoft.AspNetCore.Identity;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>
/// What a password must be: long enough and in no list of known ones. No demand for signs and no change every few months: both make worse passwords
/// (NIST SP 800-63B 5.1.1.2).
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 10;
    public const int Longest = 128;

    private static readonly Lazy<HashSet<string>> Known = new(() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "known-passwords.txt"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>Null when it may be used.</summary>
    public static Refusal? Refuse(string? password, string? userName)
    {
        Refusal Because(string reason, string remedy) => new("account.password", reason, remedy, "Password");
        return password switch
        {
            null or { Length: < Shortest } => Because($"密码不足 {Shortest} 个字符", "可以用一句容易记住的话"),
            { Length: > Longest } => Because($"密码超过 {Longest} 个字符", "请缩短"),
            _ when userName is { Length: > 3 } && password.Contains(userName, StringComparison.OrdinalIgnoreCase) =>
                Because("密码里有登录名", "请换一个"),
            _ when Known.Value.Contains(password) || IsPattern(password) => Because(
                "这个密码太常见，别人会先试它",
                "请换一个，例如几个不相干的词连在一起"
            ),
            _ => null,
        };
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            Refuse(password, user.UserName) is { } refusal
                ? IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.Sentence })
                : IdentityResult.Success
        );

    /// <summary>One sign again and again, two in turn, or a run like 123456 and abcdef.</summary>
    private static bool IsPattern(string password)
    {
        var steps = password.Zip(password.Skip(1), (a, b) => b - a).Distinct().Count();
        return steps == 1 || password.Distinct().Count() <= 2;
    }
}
