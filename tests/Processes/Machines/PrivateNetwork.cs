using System.Diagnostics;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Machines that have nothing but the network between them: each a namespace of the kernel with an address of its own, and a router in
/// their middle that can be told to drop what goes from one to another, without a word to either. All of it goes with who started it.
/// </summary>
sealed class PrivateNetwork : IAsyncDisposable
{
    const string Needs =
        "A network that can be cut needs root, or a kernel that lets everybody have namespaces (sysctl user.max_user_namespaces and, where it is there, kernel.unprivileged_userns_clone=1).";

    static readonly string[] AsRoot = ["unshare", "-n", "--"];
    static readonly string[] AsAnybody = ["unshare", "-Urn", "--"];

    readonly TemporaryDirectory _directory = new();
    readonly List<Holder> _holders = [];
    readonly bool _isRoot;
    Child? _gateway;

    PrivateNetwork(Holder router, bool isRoot)
    {
        _holders.Add(router);
        _isRoot = isRoot;
    }

    /// <summary>All addresses in here.</summary>
    public static string Range => "10.77.0.0/16";

    string Gateway => _directory["gateway"];

    public static async Task<PrivateNetwork> Start()
    {
        var (router, said) = await Holder.Start(AsRoot);
        var isRoot = router is not null;
        if (router is null)
            (router, said) = await Holder.Start(AsAnybody);
        Assert.True(router is not null, $"{Needs} {said}");
        var network = new PrivateNetwork(router, isRoot);
        try
        {
            await network.Begin();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>One machine more.</summary>
    public async Task<Machine> Add(string name)
    {
        var number = _holders.Count;
        var (holder, said) = await Holder.Start([.. EnterOf(_holders[0]), "unshare", "-n", "--"]);
        Assert.True(holder is not null, $"{Needs} {said}");
        _holders.Add(holder);
        await Router($"ip link add to{number} type veth peer name net netns {holder.Id}");
        await Router($"ip addr add 10.77.{number}.1/24 dev to{number}");
        await Router($"ip link set to{number} up");
        var enter = EnterOf(holder);
        await Run([.. enter, "ip", "link", "set", "lo", "up"]);
        await Run([.. enter, "ip", "addr", "add", $"10.77.{number}.2/24", "dev", "net"]);
        await Run([.. enter, "ip", "link", "set", "net", "up"]);
        await Run([.. enter, "ip", "route", "add", "default", "via", $"10.77.{number}.1"]);
        return new(name, $"10.77.{number}.2", enter, new(_directory["clock.so"], _directory[$"clock-{number}"]), this);
    }

    /// <summary>Nothing of the one arrives at the other any more, and nobody is told.</summary>
    public Task Cut(Machine from, Machine to) => Router($"ip rule add pref 100 from {from.Address} to {to.Address} blackhole");

    /// <summary>It arrives again.</summary>
    public Task Mend(Machine from, Machine to) => Router($"ip rule del pref 100 from {from.Address} to {to.Address} blackhole");

    /// <summary>A port here that leads to one there.</summary>
    public Way WayTo(Machine machine, int port) => new(Gateway, machine.Address, port);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        foreach (var holder in Enumerable.Reverse(_holders))
            await holder.DisposeAsync();
        _directory.Dispose();
    }

    async Task Begin()
    {
        await WrongClock.Library(_directory["clock.so"]);
        await Router("ip link set lo up");
        await Run([.. EnterOf(_holders[0]), "/bin/sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"]);
        var program = Path.Combine(Repository.Root, "tests", "Processes", "Machines", "gateway.mjs");
        var enter = EnterOf(_holders[0]);
        _gateway = Child.Start(enter[0], [.. enter[1..], "node", program, Gateway]);
        await _gateway.Says("listening");
    }

    string[] EnterOf(Holder holder) =>
        ["nsenter", .. _isRoot ? Array.Empty<string>() : ["--preserve-credentials", "-U"], "-n", "-t", $"{holder.Id}", "--"];

    Task Router(string words) => Run([.. EnterOf(_holders[0]), .. words.Split(' ')]);

    static async Task Run(string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} does not start");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', words)}: {said}");
    }
}
