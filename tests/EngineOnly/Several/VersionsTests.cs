using System.Text;
using System.Text.Json;
using Orleans.Clustering;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.TestingHost;
using Orleans.Transport;
using Watchfloor.Tests.Wire;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>A silo of this version beside one of the next: what it does not know it says, and what it does know goes on.</summary>
public sealed class VersionsTests(TwoSilos two) : IClassFixture<TwoSilos>
{
    static readonly (string Name, object Value)[] Messages =
    [
        ("outcome", new Outcome(OutcomeKind.Held, 7, "The cluster is being upgraded.")),
        ("request id", new RequestId("a wish")),
        ("list", new List<string> { "one", "two" }),
        ("exception", new TimeoutException("too late")),
        ("silo that stops", new SiloUnavailableException("it stops")),
        ("member", new Seen("a name", 3)),
    ];

    [Fact]
    public void Messages_keep_their_bytes() =>
        new Golden("message-bytes").Matches(
            from message in Messages
            select (message.Name, JsonSerializer.Serialize(Convert.ToHexString(Bytes(message.Value))))
        );

    [Fact]
    public void Messages_of_yesterday_are_read_as_they_were_meant()
    {
        var yesterday = new Golden("message-bytes").Yesterday;
        foreach (var (name, value) in Messages)
        {
            var read = Codecs.Read<object>(new Reader(Convert.FromHexString((string)yesterday[name]!), null!));
            if (value is Exception fault)
                Assert.Equal((fault.GetType(), fault.Message), (read.GetType(), ((Exception)read).Message));
            else
                Assert.Equal(value, read);
        }
    }

    [Fact]
    public void What_a_later_version_adds_to_a_message_is_passed_over()
    {
        var later = Bytes(new SeenToo("a name", 3, "new", 9, ["more"]));

        Assert.Equal(new Seen("a name", 3), Codecs.Read<object>(new Reader(Renamed(later, "test.SeenToo", "test.SeenOne"), null!)));
    }

    [Fact]
    public void What_an_earlier_version_does_not_say_is_not_there()
    {
        var earlier = Bytes(new Seen("a name", 3));

        Assert.Equal(
            new SeenToo("a name", 3, null, 0, null),
            Codecs.Read<object>(new Reader(Renamed(earlier, "test.SeenOne", "test.SeenToo"), null!))
        );
    }

    [Fact]
    public async Task What_this_version_does_not_have_is_named_in_the_answer_and_the_next_call_runs()
    {
        using var next = await Stranger.Connect(Silo);
        await next.Prove(two.Silos.Cluster.Options.ClusterId, next.Secret);
        var key = two.Silos.KeyOf("test-place", 0);
        var call = Stranger.Call<IPlace>("test-place", key, nameof(IPlace.Count), View);
        var kind = two.Silos.KeyOf("next-place", 0);

        Assert.Contains("'test.INexts'", await Fault(next, 1, Renamed(call, "test.IPlace", "test.INexts")));
        Assert.Contains("no method 'Cuant'", await Fault(next, 2, Renamed(call, "Count", "Cuant")));
        Assert.Contains("'next-place'", await Fault(next, 3, Stranger.Call<IPlace>("next-place", kind, nameof(IPlace.Count), View)));

        await next.Send(FrameKind.Request, 4, call);
        Assert.Equal(FrameKind.Result, (await next.Receive()).Kind);
    }

    /// <summary>Both go on with the lower of their versions.</summary>
    [Fact]
    public async Task Who_speaks_a_later_version_too_is_let_in()
    {
        using var next = await Stranger.Connect(Silo);
        var cluster = two.Silos.Cluster.Options.ClusterId;

        Assert.Equal(Silo.SiloAddress, await next.Prove(cluster, next.Secret, version: Handshake.Version + 1));
        using var ancient = await Stranger.Connect(Silo);
        await Assert.ThrowsAnyAsync<IOException>(() => ancient.Prove(cluster, ancient.Secret, version: 0));
    }

    InProcessSiloHandle Silo => two.Silos.Cluster.Silos[0];

    long View => Silo.ServiceProvider.GetRequiredService<ICluster>().View.Number;

    static async Task<string> Fault(Stranger next, long number, byte[] call)
    {
        await next.Send(FrameKind.Request, number, call);
        var (kind, answered, body) = await next.Receive();
        Assert.Equal((FrameKind.Fault, number), (kind, answered));
        return Codecs.Read<Exception>(new Reader(body, null!)).Message;
    }

    static byte[] Bytes(object value)
    {
        using var writer = new Writer();
        Codecs.Write(writer, value);
        return writer.Written.ToArray();
    }

    /// <summary>As if a name had been another one of the same length.</summary>
    static byte[] Renamed(byte[] bytes, string from, string to)
    {
        var (old, name) = (Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(to));
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at >= 0 && old.Length == name.Length, $"{from} is not there, or {to} is of another length");
        var renamed = bytes.ToArray();
        name.CopyTo(renamed, at);
        return renamed;
    }
}

[GenerateSerializer, Immutable, Alias("test.SeenOne")]
public sealed record Seen([property: Id(0)] string Name, [property: Id(1)] int Times);

[GenerateSerializer, Immutable, Alias("test.SeenToo")]
public sealed record SeenToo(
    [property: Id(0)] string Name,
    [property: Id(1)] int Times,
    [property: Id(2)] string? More,
    [property: Id(3)] int Number,
    [property: Id(4)] List<string>? List
);
