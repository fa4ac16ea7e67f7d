using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Tenants;

/// <summary>A user to be made.</summary>
sealed record NewUser
{
    /// <summary>What the user signs in with: 1–100 characters without blanks; unique, whatever the case of its letters.</summary>
    public required string Login { get; init; }

    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the user may do.</summary>
    public required Role Role { get; init; }

    /// <summary>12–256 characters. Without it the user cannot sign in until an admin sets one.</summary>
    public string? Password { get; init; }

    public void Check(Complaints complaints)
    {
        UserChecks.Who(complaints, Login, Name, Role);
        complaints.NewPassword("password", Password, Login, Name);
    }
}

/// <summary>A user, as it shall be.</summary>
sealed record UserChange
{
    /// <summary>As it was without it.</summary>
    public string? Login { get; init; }

    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the user may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whether the user is kept out.</summary>
    public bool Disabled { get; init; }

    public void Check(Complaints complaints) => UserChecks.Who(complaints, Login, Name, Role);
}

/// <summary>A password that an admin sets.</summary>
sealed record NewPassword
{
    /// <summary>12–256 characters.</summary>
    public required string Password { get; init; }
}

/// <summary>A password that its owner changes.</summary>
sealed record OwnPassword
{
    /// <summary>The one until now.</summary>
    public required string Current { get; init; }

    /// <summary>12–256 characters.</summary>
    public required string New { get; init; }
}

/// <summary>A user. The password is never returned.</summary>
/// <param name="LockedUntil">There were too many wrong passwords; nobody signs in before.</param>
sealed record UserView(string Id, string Login, string Name, Role Role, bool Disabled, DateTimeOffset? LockedUntil, long Version);

/// <summary>The ranges of what people are called.</summary>
static class UserChecks
{
    public static void Who(Complaints complaints, string? login, string name, Role role)
    {
        complaints.Printable("login", login, 100);
        complaints.Unless(login is null || !login.Any(char.IsWhiteSpace), "login", "must not hold blanks");
        complaints.Name("name", name);
        complaints.Unless(role != Role.Ingest, "role", "must be one of a person: ingest is for keys");
    }

    public static void NewPassword(this Complaints complaints, string field, string? password, string login, string name) =>
        complaints.Unless(
            password is null || Passwords.FlawOf(password, login, name) is null,
            field,
            password is null ? "" : Passwords.FlawOf(password, login, name) ?? ""
        );
}
