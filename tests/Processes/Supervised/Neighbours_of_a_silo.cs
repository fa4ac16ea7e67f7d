using System.Net;
using System.Net.Sockets;
using Watchfloor.Silo;
using Watchfloor.Store;
using Watchfloor.Tests.Scenarios;

namespace Watchfloor.Tests.Processes;

/// <summary>Silos that could not reach each other, or that have one name, are told so before the second one joins.</summary>
public sealed class Neighbours_of_a_silo : ClusterRoom
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public override ValueTask InitializeAsync()
    {
        _listener.Start();
        return base.InitializeAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task The_first_has_none()
    {
        await Database.Run("DROP TABLE watchfloor_member", Now);
        await Of("10.0.0.5:11111").MustBeInReach(Now);
    }

    [Theory]
    [InlineData("127.0.0.1:11111", "10.0.0.5:11111", "silo-1 has joined at 10.0.0.5:11111, and would not reach this silo at 127.0.0.1")]
    [InlineData("10.0.0.6:11111", "127.0.0.1:11111", "silo-1 has joined at 127.0.0.1:11111, where only its own machine reaches it")]
    public async Task Loopback_and_a_network_do_not_go_together(string own, string its, string sentence)
    {
        await Joined(its);
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Of(own).MustBeInReach(Now));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_and_renews_its_lease_is_on_another_machine()
    {
        await Joined($"127.0.0.1:{FreePorts.Next()}");
        var asked = Of("127.0.0.1:11111").MustBeInReach(Now);
        while (!asked.IsCompleted)
            await Renewed();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => asked);
        Assert.Contains("of another machine", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_killed_is_not_in_the_way()
    {
        await Joined($"127.0.0.1:{FreePorts.Next()}");
        await Of("127.0.0.1:11111").MustBeInReach(Now);
    }

    [Fact]
    public async Task Who_answers_is_on_this_machine()
    {
        await Joined($"{_listener.LocalEndpoint}");
        var asked = Of("127.0.0.1:11111").MustBeInReach(Now);
        while (!asked.IsCompleted)
            await Renewed();
        await asked;
    }

    [Fact]
    public async Task Who_takes_no_connection_and_renews_its_lease_is_cut_off_from_here()
    {
        await Joined($"0.0.0.0:{FreePorts.Next()}"); // no address of loopback, and refused here like one
        var asked = Of("10.0.0.6:11111").MustBeInReach(Now);
        while (!asked.IsCompleted)
            await Renewed();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => asked);
        Assert.Contains("takes no connection from this silo at 10.0.0.6:11111", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:11111")]
    [InlineData("10.0.0.6:11111")]
    public async Task Nobody_takes_the_name_of_one_that_lives(string own)
    {
        await Joined($"{_listener.LocalEndpoint}", "silo-2");
        var asked = Of(own, TimeSpan.FromMilliseconds(200)).MustBeInReach(Now);
        while (!asked.IsCompleted)
            await Renewed();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => asked);
        Assert.StartsWith(
            $"A silo named silo-2 has joined tests at {_listener.LocalEndpoint} and lives",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_takes_the_place_of_one_that_is_being_stopped_waits_until_that_leaves()
    {
        await Joined($"{_listener.LocalEndpoint}", "silo-2");
        var log = new RoomLog();
        var asked = Of("127.0.0.1:11111", log: log).MustBeInReach(Now);
        while (!$"{log}".Contains("A silo named silo-2 has joined", StringComparison.Ordinal))
            await Renewed();
        Assert.False(asked.IsCompleted);
        await Database.Run("UPDATE watchfloor_member SET takes_grains = false", Now);
        await asked;
    }

    [Fact]
    public async Task A_life_before_that_was_killed_is_not_in_the_way()
    {
        await Joined($"127.0.0.1:{FreePorts.Next()}", "silo-2");
        await Of("127.0.0.1:11111").MustBeInReach(Now);
    }

    Neighbours Of(string address, TimeSpan? patience = null, RoomLog? log = null) =>
        new(
            Database,
            new("tests", ProcessRole.Silo, "silo-2") { SiloAddress = IPEndPoint.Parse(address) },
            LoggerFactory.Create(logging => logging.AddProvider(log ?? new RoomLog())).CreateLogger<Neighbours>()
        )
        {
            Patience = patience ?? Eventually.Patience,
        };

    Task Joined(string address, string name = "silo-1") =>
        Database.Run(
            "INSERT INTO watchfloor_member VALUES ('tests', $1, 1, $2, 1, true, clock_timestamp() + interval '9 s', 1)",
            Now,
            address,
            name
        );

    Task Renewed() => Database.Run("UPDATE watchfloor_member SET lease_until = clock_timestamp() + interval '10 s'", Now);
}
