using System.Net;

namespace Watchfloor.Tests.Api;

public sealed class ClusterTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/cluster";

    [Fact]
    public async Task An_admin_sees_members_with_their_leases_and_what_waits()
    {
        using var answer = await host.Admin.Get(Path);
        var seen = await answer.Is(HttpStatusCode.OK);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(("house", 4L), (seen.GetProperty("name").GetString(), seen.GetProperty("view").GetInt64()));
        var members = seen.GetProperty("members").EnumerateArray().ToList();
        Assert.Equal(["serving", "evicted"], members.Select(member => member.GetProperty("state").GetString()!));
        Assert.Equal([9.5, -2.5], members.Select(member => member.GetProperty("leaseLeftSeconds").GetDouble()));
        Assert.Equal([4L, 3L], members.Select(member => member.GetProperty("acknowledgedView").GetInt64()));
        Assert.Equal([0L, 3L], members[0].GetProperty("lanes").EnumerateArray().Select(lane => lane.GetInt64()));
        var unreached = seen.GetProperty("unreached")[0];
        Assert.Equal(("silo-1", "silo-3"), (unreached.GetProperty("name").GetString(), unreached.GetProperty("by")[0].GetString()));
        Assert.Equal("2026-03-01T12:00:00Z", unreached.GetProperty("since").GetString());
        Assert.Equal("api-1", seen.GetProperty("apis")[0].GetProperty("name").GetString());
        Assert.Equal(12, seen.GetProperty("due").GetProperty("depth").GetInt64());
        Assert.Equal("2026-03-01T12:00:00Z", seen.GetProperty("due").GetProperty("oldest").GetString());
        Assert.Equal(3, seen.GetProperty("waitingWrites").GetInt64());
    }

    [Fact]
    public async Task An_operator_is_not_told_where_processes_are() =>
        await (await host.Operator.Get(Path)).IsProblem(HttpStatusCode.Forbidden);
}
