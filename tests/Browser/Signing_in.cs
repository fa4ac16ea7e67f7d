using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>How people come in with a password, and how they are kept out.</summary>
public sealed partial class Signing_in(Chromium chromium, A_house house)
{
    const int TriesUntilLocked = 20;

    [Fact]
    public async Task With_login_and_password_leads_to_where_one_wanted_to_be()
    {
        var room = await house.Main();
        using var api = room.Admin();
        await People.Make(api, "ana", "operator");
        await using var screen = await Screen.Open(chromium, room);
        await screen.Go("/events?severity=critical");
        await screen.SignIn("ana");
        await screen.IsLive();
        Assert.EndsWith("/events?severity=critical", screen.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_wrong_password_is_refused_in_one_sentence_and_at_last_told_when_to_come_back()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        await People.Make(api, "ana", "operator");
        await using var screen = await Screen.Open(chromium, server);
        await screen.Go("/sign-in");
        var alert = screen.Page.GetByRole(AriaRole.Alert);
        await screen.SignIn("ana", "not her password");
        await Assertions.Expect(alert).ToHaveTextAsync("Login or password is wrong.");
        for (var tried = 1; tried < TriesUntilLocked && !await IsLocked(alert); tried++)
        {
            var answer = screen.Page.WaitForResponseAsync("**/api/v1/session");
            await screen.SignIn("ana", "not her password");
            await answer;
            await Assertions.Expect(alert).ToContainTextAsync(AnyAnswer());
        }
        await Assertions.Expect(alert).ToContainTextAsync(TimeToComeBack());
        await screen.SignIn("ana");
        await Assertions.Expect(alert).ToContainTextAsync(TimeToComeBack());
    }

    [Fact]
    public async Task Again_after_the_session_ended_goes_on_where_one_was()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var ana = await People.Make(api, "ana", "operator");
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await using var screen = await Screen.SignedInAs(chromium, room, "ana", $"/events/{id}");
        await Screen.Sees(screen.Drawer);
        var set = await api.Post($"users/{ana}/password", new { password = People.Another });
        Assert.True(set.Status == 204, $"set password: {set}");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Main), "Your session is over");
        await screen.SignIn("ana", People.Another);
        await Screen.Reads(screen.Drawer, "Boiler 2 too hot");
        await screen.NeverReloaded();
    }

    static async Task<bool> IsLocked(ILocator alert) => TimeToComeBack().IsMatch(await alert.TextContentAsync() ?? "");

    [GeneratedRegex(@"too many tries to sign in\. Try again at \d\d:\d\d:\d\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeToComeBack();

    [GeneratedRegex("is wrong|too many tries", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyAnswer();
}
