using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>
/// Pictures of the documentation are made by tests: with WATCHFLOOR_ACCEPT=1 they are written anew; always, the one in the
/// documentation must be there and as large as what the test sees.
/// </summary>
static class Pictures
{
    const int WidthInPng = 16; // of an IHDR chunk, big-endian, width and height

    public static async Task Keep(IPage page, string name)
    {
        var seen = await page.ScreenshotAsync();
        var path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png");
        if (Environment.GetEnvironmentVariable("WATCHFLOOR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, seen, TestContext.Current.CancellationToken);
        }
        Assert.True(File.Exists(path), $"{path} is missing; run this test with WATCHFLOOR_ACCEPT=1 and look at it");
        var kept = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(seen.AsSpan(WidthInPng, 8).ToArray(), kept.AsSpan(WidthInPng, 8).ToArray());
    }
}
