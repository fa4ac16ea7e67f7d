using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Watchfloor.Tests.Api;

/// <summary>Cursors that somebody made up, over the real store.</summary>
public sealed class CursorTests(Sources.SourceHouse house) : IClassFixture<Sources.SourceHouse>
{
    [Theory]
    [InlineData("/api/v1/facilities", """["facility/main","\ud800","x"]""")]
    [InlineData("/api/v1/facilities", """["facility/main","x","\udfff"]""")]
    [InlineData("/api/v1/facilities", """["\ud800","x","y"]""")]
    [InlineData("/api/v1/facilities", """["facility/main","\u0000","x"]""")]
    [InlineData("/api/v1/facilities", """["facility/main",1,2]""")]
    [InlineData("/api/v1/facilities", """{"facility":"main"}""")]
    [InlineData("/api/v1/facilities", "null")]
    public async Task A_cursor_that_nobody_gave_is_refused(string path, string forged)
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged));
        await (await house.Admin.Get($"{path}?cursor={cursor}")).IsProblem(HttpStatusCode.BadRequest);
    }
}
