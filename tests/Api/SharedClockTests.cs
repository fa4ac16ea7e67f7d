using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api;

/// <summary>By which time keys, sessions and sign-in links end.</summary>
public sealed class SharedClockTests
{
    static readonly ServerOptions Alone = new("http://127.0.0.1:0", "data", Demo: false) { Postgres = "Host=127.0.0.1" };

    [Fact]
    public void Several_apis_go_by_the_time_that_they_have_together()
    {
        using var services = Of(Alone with { Cluster = new("tests", ProcessRole.Api, "api-1") });
        var clock = Assert.IsType<ClusterClock>(services.GetRequiredService<TimeProvider>());
        Assert.Same(clock, services.GetRequiredKeyedService<TimeProvider>(WatchfloorApi.Machinery));
    }

    [Fact]
    public void One_that_is_alone_goes_by_the_clock_of_its_machine()
    {
        using var services = Of(Alone);
        Assert.Null(services.GetKeyedService<TimeProvider>(WatchfloorApi.Machinery));
    }

    static ServiceProvider Of(ServerOptions options)
    {
        var services = new ServiceCollection();
        services.AddPostgresStore(options.Postgres!, shared: options.Cluster is not null);
        services.AddMembership(options);
        return services.BuildServiceProvider();
    }
}
