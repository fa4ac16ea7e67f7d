using Microsoft.AspNetCore.Http;

namespace Watchfloor.Security;

/// <summary>The cookie of a session: out of reach of scripts, and never sent along from another site.</summary>
static class SessionCookie
{
    public const string Name = "watchfloor";

    public static void Set(HttpContext context, string session) =>
        context.Response.Cookies.Append(Name, session, Options(context, Sessions.Longest));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    static CookieOptions Options(HttpContext context, TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps, // on loopback there is only http
            Path = "/",
            IsEssential = true,
            MaxAge = age,
        };
}
