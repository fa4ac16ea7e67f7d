using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>People who may sign in, all with the same password.</summary>
static class People
{
    public const string Password = "eleven quiet pumps";
    public const string Another = "twelve noisy valves";

    /// <summary>Makes one and returns the id; the name is the login with a capital.</summary>
    public static Task<string> Make(Caller api, string login, string role) =>
        api.Make(
            "users",
            new
            {
                login,
                name = Name(login),
                role,
                password = Password,
            }
        );

    public static string Name(string login) => char.ToUpperInvariant(login[0]) + login[1..];
}
