using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>What <c>./run cluster status</c> makes of what an api says.</summary>
public sealed class The_status_of_a_cluster
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_the_level_of_each_program_that_is_not_the_clusters()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["admin.key"], "wf_any", Now);
        await using var api = await Api();
        var (old, next) = (Note(Worker.Silo, 1, "http://127.0.0.1:1"), Note(Worker.Silo, 2, "http://127.0.0.1:2"));
        var apis = new[] { Note(Worker.Api, 1, api.Urls.First()), Note(Worker.Api, 2, api.Urls.First()) };
        var file = new ClusterFile(Environment.ProcessId, "", "", [old, next, .. apis]);

        var lines = await ClusterStatus.Look(file, directory.Path, Now);

        Assert.EndsWith("grains 7", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("feature level 2", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  ready", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("  ready  feature level 2", lines[3], StringComparison.Ordinal);
        Assert.Contains("feature level 1,", lines[4], StringComparison.Ordinal);
    }

    static WorkerNote Note(string kind, int number, string address) =>
        new(kind, number, $"{kind}-{number}", Environment.ProcessId, address, null, WorkerState.Running);

    static async Task<WebApplication> Api()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var api = builder.Build();
        api.Urls.Add("http://127.0.0.1:0");
        api.MapGet("/health/ready", () => Results.Ok());
        object Member(string name, int featureLevel) =>
            new
            {
                name,
                featureLevel,
                state = "serving",
                leaseLeftSeconds = 9.5,
                acknowledgedView = 3,
                grains = 7,
            };
        var seen = new
        {
            view = 3,
            featureLevel = 1,
            members = new[] { Member("silo-1", 1), Member("silo-2", 2) },
            apis = new[] { new { name = "api-1", featureLevel = 1 }, new { name = "api-2", featureLevel = 2 } },
            outbox = new { depth = 0 },
            due = new { depth = 0 },
            waitingWrites = 0,
        };
        api.MapGet("/api/v1/cluster", () => Results.Json(seen));
        await api.StartAsync(Now);
        return api;
    }
}
