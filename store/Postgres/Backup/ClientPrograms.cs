using System.Diagnostics;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// The programs that come with PostgreSQL, told by their environment where the database is: no word of a command line, which everybody on
/// the machine can read, holds the password.
/// </summary>
sealed class ClientPrograms(NpgsqlConnectionStringBuilder given, int major)
{
    const string Installed = "/usr/lib/postgresql";

    /// <summary>Runs one to its end and returns what it said. Throws <see cref="StoreRefusedException"/> where it did not succeed.</summary>
    public async Task<string> Run(string program, CancellationToken cancellation, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Find(program), words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (said, complaint) = (
                process.StandardOutput.ReadToEndAsync(cancellation),
                process.StandardError.ReadToEndAsync(cancellation)
            );
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? await said
                : throw new StoreRefusedException($"{program} ended with {process.ExitCode}: {OneLine(await complaint)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>The version of the database first: an older program refuses it, and a newer one writes what it may not understand.</summary>
    string Find(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var onPath = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        var others = Directory.Exists(Installed)
            ? Directory
                .GetDirectories(Installed)
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        return new[] { Path.Combine(Installed, $"{major}", "bin") }
                .Concat(onPath)
                .Concat(others)
                .Select(directory => Path.Combine(directory, name))
                .FirstOrDefault(File.Exists)
            ?? throw new StoreRefusedException(
                $"{program} is not on this machine, and a copy of a PostgreSQL database needs it; install the client programs of PostgreSQL {major}."
            );
    }

    IEnumerable<(string Name, string Value)> Environment()
    {
        var ssl = given.ContainsKey("SSL Mode") ? $"{given.SslMode}" : null;
        (string Name, string? Value)[] all =
        [
            ("PGHOST", given.Host),
            ("PGPORT", $"{given.Port}"),
            ("PGDATABASE", given.Database),
            ("PGUSER", given.Username),
            ("PGPASSWORD", given.Password),
            ("PGPASSFILE", given.Passfile),
            (
                "PGSSLMODE",
                ssl switch
                {
                    null => null,
                    "VerifyCA" => "verify-ca",
                    "VerifyFull" => "verify-full",
                    _ => ssl.ToLowerInvariant(),
                }
            ),
            ("PGSSLROOTCERT", given.RootCertificate),
            ("PGSSLCERT", given.SslCertificate),
            ("PGSSLKEY", given.SslKey),
            ("PGAPPNAME", "watchfloor copy"),
            ("PGOPTIONS", "-c watchfloor.system=on"),
        ];
        return all.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => (pair.Name, pair.Value!));
    }

    static string OneLine(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
