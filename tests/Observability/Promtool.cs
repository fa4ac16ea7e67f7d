using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>Prometheus' own checks, as its tool makes them. <c>./test</c> fetches it.</summary>
static class Promtool
{
    /// <summary>What it complains of; nothing where all is well.</summary>
    public static async Task<string> Complaints(string directory, string? input, params string[] words)
    {
        var line = $"'{Path()}' {string.Join(' ', words)}{(input is null ? "" : $" < '{input}'")}";
        await using var tool = Child.Start("sh", ["-c", line], directory);
        var code = await tool.Exit();
        return code == 0 && input is not null ? tool.Output
            : code == 0 ? ""
            : $"exit code {code}: {tool.Output}";
    }

    static string Path()
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append(System.IO.Path.Combine(Repository.Root, "artifacts", "tools", "usr", "bin"));
        return places.Select(place => System.IO.Path.Combine(place, "promtool")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("promtool is not here; ./test fetches it, or install Debian's prometheus");
    }
}
