using Watchfloor.Silo;

namespace Watchfloor.Tests.Api;

public sealed class WiresTests
{
    [Fact]
    public async Task A_request_that_blocks_its_thread_holds_up_no_other_connection()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddWires();
        await using var app = builder.Build();
        using var release = new ManualResetEventSlim();
        var isBlocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.MapGet(
            "/blocks",
            () =>
            {
                isBlocked.SetResult();
                release.Wait(Eventually.Patience);
                return "blocked";
            }
        );
        app.MapGet("/works", () => "worked");
        await app.StartAsync(Wire.Token);
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        await AllWork(); // what comes over a connection that is new is another thread's in any case

        var blocked = http.GetStringAsync("/blocks", Wire.Token);
        await isBlocked.Task.WaitAsync(Eventually.Patience, Wire.Token);

        await AllWork();
        Assert.False(blocked.IsCompleted);
        release.Set();
        Assert.Equal("blocked", await blocked);

        async Task AllWork()
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => http.GetStringAsync("/works", Wire.Token)));
            Assert.All(answers, answer => Assert.Equal("worked", answer));
        }
    }
}
