using System.CommandLine;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Tanfang.Access.Accounts;
using Tanfang.Access.Emergency;
using Tanfang.Access.SigningIn;
using Tanfang.Access.Stating;
using Tanfang.Shared;

namespace Tanfang.Access;

/// <summary>账号与授权: who signs in, what they may and where; the wall that every request passes.</summary>
public static class AccessModule
{
    /// <summary>A session nobody used ends after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The limit by address of endpoints that anybody may call.</summary>
    public const string LimitByAddress = SignInLimit.Name;

    public static IEnumerable<Command> Commands() => [AccountCommand.Create()];

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure<Front>((o, front) => Cookie(o, front, "tanfang"));
                cookies.TwoFactorUserIdCookie!.Configure<Front>((o, front) => Cookie(o, front, "tanfang-code"));
            });
        services
            .AddIdentityCore<Account>(o =>
            {
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                // What a password must be stands in PasswordRules, what a name in CreateAccount.
                o.Password.RequireDigit = o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Password.RequiredLength = PasswordRules.Shortest;
                o.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>()
            .AddClaimsPrincipalFactory<SessionClaims>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<Front>(
                (o, front) =>
                {
                    o.ServerDomain = front.Name.Host;
                    // The finger, face or PIN that makes of one key two factors.
                    o.UserVerificationRequirement = "required";
                    o.ResidentKeyRequirement = "required";
                }
            );
        services.AddSingleton(new TriesOfAnAddress());
        services.AddRateLimiter(SignInLimit.Add);
        services.AddSingleton<SignInState>();
        services.AddSingleton<FirstAccount>();
        services.AddScoped<FindAskingUser>();
        services.AddScoped<RecordAccess>();
        services.AddScoped<CreateAccount>();
        services.AddScoped<ChangeGrants>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<IssueToken>();
        services.AddScoped<StatePurpose>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<ActorNames>();
        services.AddScoped<SilentDevices>();
        services.AddScoped<OpenEmergency>();
        services.AddScoped<ReviewEmergency>();
        return services;
    }

    /// <summary>Before every endpoint: after routing has found it.</summary>
    public static void UseWall(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseMiddleware<Wall>();
    }

    public static void MapAccess(this WebApplication app) =>
        app.MapPost("/api/v1/tokens", IssueToken.Answer)
            .RequireRateLimiting(SignInLimit.Name)
            .WithSummary("登录一台设备，取得令牌")
            .WithDescription("用户名、密码，启用第二因素时另加六位验证码。令牌 90 天内有效，可随时撤销。");

    private static void Cookie(CookieAuthenticationOptions options, Front front, string name)
    {
        front.Guard(options.Cookie, name);
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
    }
}
