using Watchfloor.Security;

namespace Watchfloor.Silo;

/// <summary>What a person reads when the server is up: where it is, and a link that signs in once.</summary>
static class Welcome
{
    public static async Task Print(WebApplication server, ServerOptions options, CancellationToken cancellation)
    {
        var stopping = server.Lifetime.ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        var start = server.Services.GetRequiredService<IStarts>();
        while ((await start.Starting(either.Token)).Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), either.Token);
        if (options.Cluster is { HasApi: false })
            return;
        var url = Composition.FirstUrl(options);
        var token = server.Services.GetRequiredService<SignInLinks>().Issue();
        var people = options.Log == LogFormat.Json ? Console.Error : Console.Out; // programs read the other one
        await people.WriteLineAsync($"Watchfloor serves at {url} and keeps its data in {options.Data}.");
        await people.WriteLineAsync($"Sign in: {url}/sign-in?token={token}");
    }
}
