namespace Watchfloor.Benchmarks;

/// <summary>Debian's mosquitto with nothing to keep and nobody who listens: it takes a message, and says so.</summary>
sealed class MosquittoPeer : IAsyncDisposable
{
    const string Name = "mosquitto";

    readonly TemporaryFolder _folder = new();
    ChildProcess? _process;

    public Uri Address => _process!.Address;

    public TimeSpan Worked => _process!.Worked;

    public static async Task<MosquittoPeer> Start(CancellationToken cancellation)
    {
        var peer = new MosquittoPeer();
        var configuration = Path.Combine(peer._folder.Full, "mosquitto.conf");
        var (file, before) = Program();
        peer._process = await ChildProcess.Start(
            file,
            address =>
            {
                // As root it would become a user that is only there where the package is installed.
                File.WriteAllText(
                    configuration,
                    $"listener {address.Port} 127.0.0.1\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\nlog_type error\nuser root\n"
                );
                return [.. before, "-c", configuration];
            },
            ready: null,
            cancellation
        );
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }

    static (string File, string[] Before) Program()
    {
        if (DebianProgram.Installed(Name) is { } installed)
            return (installed, []);
        var program = DebianProgram.Find(Name, $"usr/sbin/{Name}");
        var libraries = new[] { "lib", "usr/lib" }
            .Select(place => Path.Combine(DebianProgram.Unpacked, place))
            .Where(Directory.Exists)
            .SelectMany(place => Directory.GetDirectories(place, "*-linux-gnu*"));
        return ("env", [$"LD_LIBRARY_PATH={string.Join(':', libraries)}", program]);
    }
}
