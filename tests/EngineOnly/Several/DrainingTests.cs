using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;
using Watchfloor.Silo;
using Watchfloor.Tests.Clocks;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A process of a cluster that is told to stop, while a load balancer has yet to notice.</summary>
public sealed class DrainingTests
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    readonly ApplicationLifetime _life = new(NullLogger<ApplicationLifetime>.Instance);
    readonly ManualClock _clock = new();
    readonly Draining _draining;

    public DrainingTests() => _draining = new(_life, _clock);

    [Fact]
    public async Task Is_not_ready_from_the_first_moment_and_serves_on_for_a_second_from_then()
    {
        await _draining.StartAsync(Now);
        Assert.Empty(await _draining.Reasons(Now));

        _life.StopApplication();
        Assert.Single(await _draining.Reasons(Now));
        _clock.Advance(TimeSpan.FromSeconds(0.4)); // grains are handed over
        var stopping = _draining.StoppingAsync(Now);

        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(stopping.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await stopping;
    }

    [Fact]
    public async Task Waits_no_longer_where_handing_over_took_all_of_the_second()
    {
        await _draining.StartAsync(Now);
        _life.StopApplication();
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(_draining.StoppingAsync(Now).IsCompleted);
    }

    /// <summary>What is registered first stops last.</summary>
    [Fact]
    public void Is_registered_before_the_silo_which_hands_over_first()
    {
        using var directory = new TemporaryDirectory();
        List<ServiceDescriptor> services = [];
        var part = new ClusterPart("tests", ProcessRole.All, "silo-1") { SiloAddress = new(System.Net.IPAddress.Loopback, 11_111) };
        var options = new ServerOptions("http://127.0.0.1:5080", directory["data"], Demo: false)
        {
            Postgres = "Host=127.0.0.1;Port=1;Username=nobody",
            Cluster = part,
        };

        Assert.Throws<OperationCanceledException>(() => Composition.Build(options, Seen));

        Assert.InRange(services.FindIndex(one => one.ServiceType == typeof(Draining)), 0, services.FindIndex(IsSilo));

        void Seen(IServiceCollection all)
        {
            services.AddRange(all);
            throw new OperationCanceledException("nothing is opened");
        }

        static bool IsSilo(ServiceDescriptor one) => one is { IsKeyedService: false } && one.ImplementationType == typeof(SiloLife);
    }
}
