using System.Net;
using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Tests.Api;

public sealed class SavedFilterTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/event-filters";

    [Fact]
    public async Task A_filter_is_kept_with_its_owner()
    {
        var made = await (await host.Operator.Post(Path, """{"name":"Mine","query":"?status=new&q=pump*"}""")).Is(HttpStatusCode.Created);

        Assert.Equal("status=new&q=pump*", made.GetProperty("query").GetString());
        var me = await (await host.Operator.Get("/api/v1/me")).Is(HttpStatusCode.OK);
        Assert.Equal(me.GetProperty("id").GetString(), made.GetProperty("owner").GetString());
        var id = made.GetProperty("id").GetString();
        await (await host.Admin.Put($"{Path}/{id}", """{"name":"Ours","query":"status=closed"}""")).Is(HttpStatusCode.OK);
        var kept = await (await host.Operator.Get($"{Path}/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(made.GetProperty("owner").GetString(), kept.GetProperty("owner").GetString());
        using var gone = await host.Operator.DeleteAsync($"{Path}/{id}", Wire.Token);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task A_filter_of_somebody_else_is_read_and_not_changed()
    {
        host.Store.Entries[(Kinds.SavedFilter, "theirs")] = new Entry<SavedFilterSpec>("theirs", 1, new("Theirs", "q=pump", "u-other"));

        await (await host.Operator.Get($"{Path}/theirs")).Is(HttpStatusCode.OK);
        await (await host.Operator.Put($"{Path}/theirs", """{"name":"Mine","query":""}""")).IsProblem(HttpStatusCode.Forbidden);
        await (await host.Operator.DeleteAsync($"{Path}/theirs", Wire.Token)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("state=new")]
    [InlineData("status=open")]
    [InlineData("bbox=1,2")]
    [InlineData("cursor=abc")]
    public async Task A_filter_that_no_list_understands_is_not_kept(string query) =>
        await (await host.Operator.Post(Path, $$"""{"name":"Mine","query":"{{query}}"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("query");
}
