using System.Security.Authentication;
using Orleans.Clustering;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.TestingHost;
using Orleans.Transport;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Who does not belong to the cluster gets nothing, and does no harm.</summary>
public sealed class StrangerTests(TwoSilos two) : IClassFixture<TwoSilos>
{
    static readonly byte[] Wrong = new byte[32];

    InProcessSiloHandle Silo => two.Silos.Cluster.Silos[0];

    string Cluster => two.Silos.Cluster.Options.ClusterId;

    [Fact]
    public async Task Who_does_not_know_the_secret_is_hung_up_on()
    {
        using var stranger = await Stranger.Connect(Silo);

        await Assert.ThrowsAnyAsync<IOException>(() => stranger.Prove(Cluster, Wrong));

        await Serves();
    }

    [Fact]
    public async Task Who_belongs_to_another_cluster_is_hung_up_on()
    {
        using var stranger = await Stranger.Connect(Silo);

        await Assert.ThrowsAnyAsync<IOException>(() => stranger.Prove("another", stranger.Secret));
    }

    [Fact]
    public async Task A_silo_that_does_not_know_the_secret_is_not_believed()
    {
        using var stranger = await Stranger.Connect(Silo);
        var answering = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        answering.Start();
        using var caller = new System.Net.Sockets.TcpClient();
        var cancellation = TestContext.Current.CancellationToken;
        await caller.ConnectAsync((System.Net.IPEndPoint)answering.LocalEndpoint, cancellation);
        using var called = await answering.AcceptTcpClientAsync(cancellation);

        var offer = Handshake.Offer(caller.GetStream(), new(Cluster, null, Silo.SiloAddress), stranger.Secret, cancellation);
        var answer = Handshake.Answer(
            called.GetStream(),
            Cluster,
            _ => Task.FromResult((Silo.SiloAddress, (ReadOnlyMemory<byte>)Wrong)),
            cancellation
        );

        await Assert.ThrowsAsync<AuthenticationException>(() => answer);
        called.Close();
        await Assert.ThrowsAnyAsync<IOException>(() => offer);
        answering.Stop();
    }

    [Theory]
    [InlineData("47455420 2F20 48545450 2F31 2E31 0D0A 0D0A")]
    [InlineData("FFFFFF7F 00")]
    [InlineData("FFFFFFFF 00")]
    [InlineData("00000000")]
    [InlineData("05000000 FFFFFFFFFF")]
    [InlineData("01040000 00")]
    public async Task Rubbish_is_hung_up_on(string bytes)
    {
        using var stranger = await Stranger.Connect(Silo);

        await stranger.Stream.WriteAsync(Convert.FromHexString(bytes.Replace(" ", "")), TestContext.Current.CancellationToken);

        Assert.True(await stranger.IsHungUpOn());
        await Serves();
    }

    [Theory]
    [InlineData("FFFFFF7F")]
    [InlineData("FFFFFFFF")]
    [InlineData("00000000")]
    [InlineData("00000003")]
    public async Task A_frame_of_an_impossible_length_ends_the_connection(string length)
    {
        using var stranger = await Stranger.Connect(Silo);
        await stranger.Prove(Cluster, stranger.Secret);

        await stranger.Stream.WriteAsync(Convert.FromHexString(length + "000000000000000000"), TestContext.Current.CancellationToken);

        Assert.True(await stranger.IsHungUpOn());
        await Serves();
    }

    [Fact]
    public async Task A_call_that_makes_no_sense_is_answered_with_an_error_and_the_next_one_runs()
    {
        using var stranger = await Stranger.Connect(Silo);
        await stranger.Prove(Cluster, stranger.Secret);
        var key = two.Silos.KeyOf("test-place", 0);

        await stranger.Send(FrameKind.Request, 1, new byte[] { 1, 2, 3 });
        await stranger.Send((FrameKind)200, 0, new byte[] { 1, 2, 3 });
        await stranger.Send(FrameKind.Request, 2, Stranger.Call<IPlace>("test-place", key, nameof(IPlace.Count), View));

        Assert.Equal((FrameKind.Fault, 1), await Kind(stranger));
        Assert.Equal((FrameKind.Result, 2), await Kind(stranger));
    }

    [Fact]
    public async Task A_silo_that_is_no_member_may_not_command_the_others()
    {
        using var deposed = await Stranger.Connect(Silo);
        await deposed.Prove(Cluster, deposed.Secret, SiloAddress.New(Silo.SiloAddress.Endpoint, 7));
        var key = two.Silos.KeyOf("test-place", 0);

        await deposed.Send(FrameKind.Request, 1, Stranger.Call<IPlace>("test-place", key, nameof(IPlace.Count), View - 1));

        var (kind, number, body) = await deposed.Receive();
        var reader = new Reader(body, null!);
        Assert.Equal((FrameKind.Rejected, 1, View), (kind, number, (long)reader.Unsigned()));
        Assert.Contains("no member", reader.Text());
        Assert.Equal(1, await two.Silos.Client.GetGrain<IPlace>(key).Count());
    }

    [Fact]
    public async Task A_grain_of_another_silo_is_moved_and_the_view_is_told()
    {
        using var stranger = await Stranger.Connect(Silo);
        await stranger.Prove(Cluster, stranger.Secret);
        var key = two.Silos.KeyOf("test-place", 1);

        await stranger.Send(FrameKind.Request, 1, Stranger.Call<IPlace>("test-place", key, nameof(IPlace.Count), 0));

        var (kind, _, body) = await stranger.Receive();
        Assert.Equal((FrameKind.Moved, View), (kind, (long)new Reader(body, null!).Unsigned()));
    }

    [Fact]
    public async Task A_silo_says_which_life_it_is()
    {
        using var stranger = await Stranger.Connect(Silo);

        Assert.Equal(Silo.SiloAddress, await stranger.Prove(Cluster, stranger.Secret));
    }

    long View => Silo.ServiceProvider.GetRequiredService<ICluster>().View.Number;

    static async Task<(FrameKind, long)> Kind(Stranger stranger)
    {
        var (kind, number, _) = await stranger.Receive();
        return (kind, number);
    }

    async Task Serves() => Assert.Equal(1, await two.Silos.Client.GetGrain<IPlace>(EngineCluster.NewKey()).Count());
}
