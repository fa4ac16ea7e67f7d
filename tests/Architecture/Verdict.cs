namespace Watchfloor.Tests.Architecture;

/// <summary>Fails with all that was found, one per line.</summary>
static class Verdict
{
    public static void None(IEnumerable<string?> found)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, $"{list.Count} found:\n{string.Join('\n', list)}");
    }
}
