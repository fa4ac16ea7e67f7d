namespace Watchfloor.Benchmarks;

/// <summary>
/// Debian's prometheus-alertmanager on an empty directory, alone and with a receiver that does nothing. It keeps alerts in memory, and
/// a kill loses them.
/// </summary>
sealed class AlertmanagerPeer : IAsyncDisposable
{
    const string Name = "prometheus-alertmanager";
    const string Configuration = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";

    readonly TemporaryFolder _folder = new();
    ChildProcess? _process;

    public Uri Alerts => new(_process!.Address, "/api/v2/alerts");

    public TimeSpan Worked => _process!.Worked;

    public static async Task<AlertmanagerPeer> Start(CancellationToken cancellation)
    {
        var (file, before) = Program();
        var peer = new AlertmanagerPeer();
        var configuration = Path.Combine(peer._folder.Full, "alertmanager.yml");
        await File.WriteAllTextAsync(configuration, Configuration, cancellation);
        peer._process = await ChildProcess.Start(
            file,
            address =>
                [
                    .. before,
                    $"--config.file={configuration}",
                    $"--storage.path={peer._folder.Full}",
                    $"--web.listen-address={address.Authority}",
                    "--cluster.listen-address=",
                    "--log.level=error",
                ],
            "/-/ready",
            cancellation
        );
        return peer;
    }

    /// <summary>How many alerts it has.</summary>
    public async Task<int> Count(CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        await using var answer = await http.GetStreamAsync(Alerts, cancellation);
        using var alerts = await System.Text.Json.JsonDocument.ParseAsync(answer, cancellationToken: cancellation);
        return alerts.RootElement.GetArrayLength();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>It looks for its templates where the package puts them. Without the package it sees them there in a namespace of its own.</summary>
    static (string File, string[] Before) Program()
    {
        if (DebianProgram.Installed(Name) is { } installed)
            return (installed, []);
        var program = DebianProgram.Find(Name, $"usr/bin/{Name}");
        const string Within = "mount --bind \"$0\" /usr/share && exec \"$@\"";
        return ("unshare", ["-rm", "bash", "-c", Within, Path.Combine(DebianProgram.Unpacked, "usr", "share"), program]);
    }
}
