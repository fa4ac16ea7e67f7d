using Microsoft.Playwright;
using Watchfloor.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Watchfloor.Tests.Browser;

/// <summary>One real Chromium for all tests of the face; it starts with the first screen that is opened.</summary>
public sealed class Chromium : IAsyncDisposable
{
    const string Installed = "/usr/bin/chromium";
    const float Patience = 30_000;
    readonly SemaphoreSlim _once = new(1);
    IPlaywright? _playwright;
    IBrowser? _browser;

    internal async Task<IBrowser> Browser()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _browser ??= await Launch();
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _once.Dispose();
    }

    async Task<IBrowser> Launch()
    {
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        string[] quiet =
        [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-gpu",
        ];
        return await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Installed, Args = Environment.IsPrivilegedProcess ? [.. quiet, "--no-sandbox"] : quiet }
        );
    }
}
