using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// As whom the private PostgreSQL runs: never as root. Where root starts it, it drops to the user postgres, to whom the way to the data
/// directory may be closed: it gets the directory open, and reaches it through that.
/// </summary>
sealed class PostgresUser
{
    const string Name = "postgres";

    /// <summary>Opens the directory that follows as 9, then becomes the program.</summary>
    const string Through = "cd / && exec 9<\"$1\" && shift && exec \"$@\"";

    const string Opened = "/proc/self/fd/9";

    readonly string? _setPriv = Programs.Find("setpriv");

    PostgresUser(bool drops) => Drops = drops;

    bool Drops { get; }

    /// <summary>Throws <see cref="StoreRefusedException"/> where root has nobody to drop to.</summary>
    public static async Task<PostgresUser> Choose(CancellationToken cancellation)
    {
        var user = new PostgresUser(Environment.IsPrivilegedProcess);
        if (!user.Drops)
            return user;
        if (user._setPriv is null)
            throw new StoreRefusedException(
                "PostgreSQL never runs as root, and setpriv, which drops root's rights, is not on this machine: start as an ordinary user, or give --postgres."
            );
        try
        {
            await Programs.Run(["id", "-u", Name], cancellation);
        }
        catch (StoreRefusedException)
        {
            throw new StoreRefusedException(
                $"PostgreSQL never runs as root, and there is no user {Name} to drop to: make one, start as an ordinary user, or give --postgres."
            );
        }
        return user;
    }

    /// <summary>Where the program finds what lies in its home.</summary>
    public string Seen(string home, string name) => Path.Combine(Drops ? Opened : home, name);

    /// <summary>Gives it what lies there.</summary>
    public Task Own(string path, CancellationToken cancellation) =>
        Drops ? Programs.Run(["chown", "-R", $"{Name}:{Name}", path], cancellation) : Task.CompletedTask;

    /// <summary>A program and its words as this user, apart from signals of the terminal; it ends in order when its parent is gone.</summary>
    public string[] As(string home, params string[] words)
    {
        string[] apart = Programs.Find("setsid") is { } setSid ? [setSid] : [];
        if (!Drops)
            return [.. apart, .. Launcher.Bound("INT", words)];
        string[] dropping = [_setPriv!, "--pdeathsig", "INT", $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--"];
        return [.. apart, "/bin/sh", "-c", Through, "sh", home, .. dropping, .. words];
    }
}
