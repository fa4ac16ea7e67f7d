using System.Diagnostics;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>Programs of the system.</summary>
static class Programs
{
    const string Postgres = "/usr/lib/postgresql";

    /// <summary>One that stands in the PATH, or null.</summary>
    public static string? Find(string name) => Directories().Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);

    /// <summary>Where the programs of PostgreSQL lie: of that version, or the newest; null where there are none.</summary>
    public static string? PostgresOf(string? major)
    {
        var installed = Directory.Exists(Postgres) ? Directory.GetDirectories(Postgres) : [];
        return installed
            .OrderByDescending(version => double.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Where(version => major is null || Path.GetFileName(version) == major)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(Directories())
            .FirstOrDefault(place => File.Exists(Path.Combine(place, "postgres")) && File.Exists(Path.Combine(place, "initdb")));
    }

    /// <summary>Runs one to its end; throws <see cref="StoreRefusedException"/> with what it said where it fails.</summary>
    public static async Task Run(string[] words, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        await said;
        if (process.ExitCode != 0)
            throw new StoreRefusedException($"{Path.GetFileName(words[0])} ended with {process.ExitCode}: {(await complained).Trim()}");
    }

    static string[] Directories() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
