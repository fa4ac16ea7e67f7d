namespace Watchfloor.Security;

/// <summary>How often a password is hashed over: what one guess costs. A hash that was made with fewer is made anew at the next sign-in.</summary>
public sealed record PasswordCost(int Iterations)
{
    /// <summary>What OWASP asks of PBKDF2 with HMAC-SHA512.</summary>
    public static PasswordCost Recommended { get; } = new(210_000);
}
