namespace Watchfloor.Benchmarks;

/// <summary>Programs of Debian packages: where the system has them, or where ./benchmarks/run unpacked them.</summary>
static class DebianProgram
{
    /// <summary>Where packages are unpacked that are not installed.</summary>
    public static string Unpacked { get; } = Path.Combine(Paths.Root, "artifacts", "tools");

    /// <summary>Where the system has it; null: it is not installed.</summary>
    public static string? Installed(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append("/usr/sbin")
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Where it was unpacked to.</summary>
    public static string Find(string name, string path)
    {
        var program = Path.Combine(Unpacked, path);
        return File.Exists(program) ? program : throw new FileNotFoundException($"{name} is not here: install Debian's package");
    }
}
