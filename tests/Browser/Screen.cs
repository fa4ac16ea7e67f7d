using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>One screen in a room: a page of its own session, of a given size. Errors of the page's own code fail the test.</summary>
sealed class Screen : IAsyncDisposable
{
    const string Mark = "watchfloorNeverReloaded";
    readonly IBrowserContext _context;
    readonly List<string> _errors = [];
    readonly A_room _room;

    Screen(IBrowserContext context, IPage page, A_room room)
    {
        (_context, Page, _room) = (context, page, room);
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    public static async Task<Screen> Open(
        Chromium chromium,
        A_room room,
        int width = 1366,
        int height = 768,
        ColorScheme scheme = ColorScheme.Light
    )
    {
        var browser = await chromium.Browser();
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = scheme,
                Locale = "en-GB",
                TimezoneId = "Europe/Vienna",
                ReducedMotion = ReducedMotion.Reduce, // blinking would make pictures a matter of luck
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return new(context, page, room);
    }

    /// <summary>Opens it, signed in with a session of its own.</summary>
    public static async Task<Screen> SignedIn(
        Chromium chromium,
        A_room room,
        string path = "/events",
        int width = 1366,
        int height = 768,
        ColorScheme scheme = ColorScheme.Light
    )
    {
        var screen = await Open(chromium, room, width, height, scheme);
        var session = await screen._context.APIRequest.PostAsync(
            $"{room.Address}/api/v1/session",
            new() { DataObject = new { key = room.Key } }
        );
        Assert.True(session.Ok, $"no session: {session.Status}");
        await screen.Go(path);
        await screen.IsLive();
        return screen;
    }

    /// <summary>Opens it, signed in by login and password as a person would.</summary>
    public static async Task<Screen> SignedInAs(
        Chromium chromium,
        A_room room,
        string login,
        string path = "/events",
        int width = 1366,
        int height = 768
    )
    {
        var screen = await Open(chromium, room, width, height);
        await screen.Go(path);
        await screen.SignIn(login);
        await screen.IsLive();
        return screen;
    }

    /// <summary>Fills in the sign-in page, which must be the one that is shown.</summary>
    public async Task SignIn(string login, string password = People.Password)
    {
        await Page.GetByLabel("Login").FillAsync(login);
        if (_room.Tenant != A_room.Main)
            await Name(_room.Tenant);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>The page asks for the tenant of those who say that theirs is another one, and remembers it.</summary>
    async Task Name(string tenant)
    {
        var another = Button("Another tenant");
        if (await another.IsVisibleAsync())
            await another.ClickAsync();
        await Page.GetByLabel("Tenant").FillAsync(tenant);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Goes to a page of the server, and marks it so that a reload would show.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync($"{_room.Address}{path}");
        await Page.EvaluateAsync($"window.{Mark} = true");
    }

    public Task IsLive() => Assertions.Expect(Page.GetByTestId("contact")).ToHaveTextAsync("Live");

    /// <summary>A row of the list or of the wall.</summary>
    public ILocator Row(string eventId) => Page.Locator($"[data-event='{eventId}']");

    public ILocator Drawer => Page.GetByTestId("drawer");

    /// <summary>Waits until something is to be seen.</summary>
    public static Task Sees(ILocator what) => Assertions.Expect(what).ToBeVisibleAsync();

    public static Task Reads(ILocator what, string text) => Assertions.Expect(what).ToContainTextAsync(text);

    public Task Press(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>How high a button must be here: for a thumb, or for a mouse.</summary>
    public double Touch => Page.ViewportSize is { Width: <= 640 } ? 44 : 24;

    /// <summary>Makes it as large as another screen; what is drawn by its size follows with the next pictures.</summary>
    public async Task Resize(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Page.EvaluateAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    /// <summary>Nothing lies beyond the right edge.</summary>
    public async Task FitsItsWidth() =>
        Assert.True(
            await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "the page is wider than its screen"
        );

    public async Task NeverReloaded() => Assert.True(await Page.EvaluateAsync<bool>($"window.{Mark} === true"), "the page was reloaded");

    /// <summary>A script of this folder, run in the page.</summary>
    public async Task<T> Run<T>(string script) =>
        await Page.EvaluateAsync<T>(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Browser", script), TestContext.Current.CancellationToken)
        );

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}
