using Microsoft.Playwright;

namespace Watchfloor.Tests.Browser;

/// <summary>
/// What somebody could not read or not reach, on each size of screen. The theme is chosen when a page is loaded; to its size it only fits
/// itself, so that one page is looked at in all of them. What goes wrong only when a page is loaded at a size, or a panel opened at it, is
/// looked for by the tests of that page.
/// </summary>
sealed class Legibility
{
    static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (1366, 768), (390, 844)];
    readonly List<string> _troubles = [];

    /// <summary>Both themes, each of them in a screen of its own.</summary>
    public static IReadOnlyList<ColorScheme> Schemes { get; } = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>One sentence on each trouble, and where it is.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <param name="screen">What is looked at.</param>
    /// <param name="at">What is shown there.</param>
    /// <param name="shown">Awaits that it is.</param>
    public async Task Look(Screen screen, string at, Func<Task> shown)
    {
        foreach (var (width, height) in Sizes)
        {
            await screen.Resize(width, height);
            await shown();
            await screen.FitsItsWidth();
            var theme = await screen.Page.EvaluateAsync<string>("document.documentElement.dataset.theme");
            var troubles = await screen.Run<string[]>("legibility.js");
            _troubles.AddRange(troubles.Select(trouble => $"{at} {width}×{height} {theme}: {trouble}"));
        }
    }
}
