namespace Watchfloor.Tests.Processes;

/// <summary>A verb of the server's program, as people type it.</summary>
static class Verb
{
    /// <summary>Ends with this code and says one sentence, which is returned.</summary>
    public static async Task<string> Says(int code, params string[] words) =>
        Assert.Single((await Ends(code, words)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static Child Start(string[] words) => Child.Start("dotnet", [Repository.Program("silo", "Watchfloor.Silo.dll"), .. words]);

    /// <summary>Ends with this code; returns everything it said.</summary>
    public static async Task<string> Ends(int code, params string[] words)
    {
        await using var child = Start(words);
        var ended = await child.Exit();
        Assert.True(ended == code, $"{string.Join(' ', words)} ended with {ended}: {child.Output}");
        return child.Output;
    }
}
