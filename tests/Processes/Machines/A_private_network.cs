using System.Globalization;

namespace Watchfloor.Tests.Processes;

/// <summary>The tools by which silos are cut off and clocks are wrong do what they say, else nothing is shown by them.</summary>
public sealed class A_private_network
{
    const int DroppedInSilence = 124; // of timeout(1); whoever is refused ends at once with another code
    const string HalfOpen = " 03 "; // a connection that was asked for, as /proc/net/tcp has it

    [Fact]
    public async Task Drops_what_is_cut_in_silence_and_in_one_direction_where_it_is_told_so()
    {
        await using var network = await PrivateNetwork.Start();
        var (here, there) = (await network.Add("here"), await network.Add("there"));
        await using var listener = await Receiver.Start(there);
        Assert.Equal(0, await Connects(here, listener));

        await network.Cut(here, there);
        Assert.Equal(DroppedInSilence, await Connects(here, listener));
        Assert.DoesNotContain(HalfOpen, await Connections(there), StringComparison.Ordinal);

        await network.Mend(here, there);
        Assert.Equal(0, await Connects(here, listener));

        // What is asked arrives, the answer does not.
        await network.Cut(there, here);
        Assert.Equal(DroppedInSilence, await Connects(here, listener));
        Assert.Contains(HalfOpen, await Connections(there), StringComparison.Ordinal);
        await network.Mend(there, here);
        Assert.Equal(0, await Connects(here, listener));
    }

    [Fact]
    public async Task Has_clocks_of_its_own()
    {
        await using var network = await PrivateNetwork.Start();
        var machine = await network.Add("here");
        foreach (var off in new[] { TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(-1) })
        {
            machine.Clock.Set(off);
            var seen = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await Says(machine, "date", "+%s"), CultureInfo.InvariantCulture));
            Assert.Equal(off.TotalHours, Math.Round((seen - TimeProvider.System.GetUtcNow()).TotalHours, 1));
        }
    }

    static async Task<int> Connects(Machine from, Receiver to)
    {
        var place = new Uri(to.Url("/"));
        await using var child = from.Start("timeout", ["1", "bash", "-c", $"</dev/tcp/{place.Host}/{place.Port}"]);
        return await child.Exit();
    }

    static Task<string> Connections(Machine of) => Says(of, "cat", "/proc/self/net/tcp");

    static async Task<string> Says(Machine machine, string program, string word)
    {
        await using var child = machine.Start(program, [word]);
        Assert.Equal(0, await child.Exit());
        return child.Output;
    }
}
