using System.Net;

namespace Watchfloor.Silo;

/// <summary>What a cluster on this machine is to be.</summary>
/// <param name="Urls">Of the first api; the others listen on the ports that follow.</param>
/// <param name="Words">Options that every process gets as they were given.</param>
sealed record ClusterPlan(int Silos, int Apis, string Urls, string Data, string? Postgres, bool Demo, IReadOnlyList<string> Words)
{
    readonly HashSet<int> _taken = [];

    /// <summary>In which shape they and whoever keeps them log.</summary>
    public LogFormat Log { get; init; }

    /// <summary>The silo of a number, at ports that it keeps for all its lives.</summary>
    public Worker Silo(int number) => new(Worker.Silo, number, $"http://127.0.0.1:{Free()}", $"127.0.0.1:{Free()}");

    /// <summary>The api of a number.</summary>
    public Worker Api(int number)
    {
        var first = new Uri(
            Urls.Split(';')[0]
                .Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
                .Replace("://+", "://0.0.0.0", StringComparison.Ordinal)
        );
        _taken.Add(first.Port);
        if (number == 1)
            return new(Worker.Api, number, Urls, null);
        var address = IPAddress.TryParse(first.Host.Trim('[', ']'), out var given) ? given : IPAddress.Loopback;
        var port = first.Port;
        do port = FreePort.Following(address, port + 1);
        while (!_taken.Add(port));
        return new(Worker.Api, number, $"{first.Scheme}://{first.Host}:{port}", null);
    }

    /// <summary>With what the program is started to be that process.</summary>
    public string[] WordsOf(Worker worker) =>
        [
            "--cluster",
            "--role",
            worker.Kind,
            "--name",
            worker.Name,
            "--urls",
            worker.Urls,
            "--data",
            Data,
            .. worker.SiloAddress is { } address ? new[] { "--silo-address", address } : ["--silos", $"{Silos}"],
            .. Demo ? [] : new[] { "--no-demo" },
            .. Words,
        ];

    int Free()
    {
        int port;
        do port = FreePort.On(IPAddress.Loopback);
        while (!_taken.Add(port));
        return port;
    }
}
