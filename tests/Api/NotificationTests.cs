using System.Net;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Api.Samples;

namespace Watchfloor.Tests.Api;

/// <summary>Whom nothing reached, and once more for them, at the door.</summary>
public sealed class NotificationTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Those_that_were_given_up_are_listed()
    {
        var dead = Have(PageStatus.Dead);
        var delivered = Have(PageStatus.Delivered);
        var answer = await (await host.Admin.Get("/api/v1/notifications?status=dead,retrying")).Is(HttpStatusCode.OK);
        var ids = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToList();
        Assert.Contains(dead, ids);
        Assert.DoesNotContain(delivered, ids);
    }

    [Fact]
    public async Task A_status_that_is_none_is_named() =>
        await (await host.Admin.Get("/api/v1/notifications?status=lost")).IsProblem(HttpStatusCode.BadRequest).Names("status");

    [Fact]
    public async Task Somebody_has_one_sent_once_more_and_says_why()
    {
        var id = Have(PageStatus.Dead);
        await (await host.Admin.Post($"/api/v1/notifications/{id}/resend", """{"reason":"the phone was lost"}""")).Is(HttpStatusCode.OK);
        await (await host.Admin.Post($"/api/v1/notifications/{id}/resend", "{}")).Is(HttpStatusCode.OK);
        var told = host.Grains.Calls.Where(call => call.Grain.EndsWith(id, StringComparison.Ordinal)).Select(call => call.Command);
        Assert.Equal(["the phone was lost", null], told.Cast<ResendPage>().Select(resend => resend.Reason));
    }

    [Fact]
    public async Task What_is_on_its_way_is_not_sent_once_more()
    {
        var id = Have(PageStatus.Retrying);
        host.Grains.OnPage = _ => new(OutcomeKind.Refused, 1, "it is still on its way");
        try
        {
            var problem = await (await host.Admin.Post($"/api/v1/notifications/{id}/resend", "{}")).IsProblem(HttpStatusCode.Conflict);
            Assert.Contains("it is still on its way", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            host.Grains.OnPage = _ => new(OutcomeKind.Done, 2);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("no.such.page")]
    public async Task What_is_not_there_is_a_404(string id) =>
        await (await host.Admin.Post($"/api/v1/notifications/{id}/resend", "{}")).IsProblem(HttpStatusCode.NotFound);

    string Have(PageStatus status)
    {
        var eventId = NextId();
        var page = Page(eventId, "ana") with { Id = PageIds.Of(eventId, "p-1", 1, 1, "ana"), Status = status };
        host.Events.PagesOf[eventId] = [page];
        return page.Id;
    }
}
