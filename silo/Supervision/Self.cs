namespace Watchfloor.Silo;

/// <summary>How this program is started once more.</summary>
static class Self
{
    public static string[] Words { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(Self).Assembly.Location]
            : [Environment.ProcessPath!];
}
