namespace Watchfloor.Tests.Processes;

/// <summary>The server as people start it: a process of its own, on a port and a data directory of its own.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly TemporaryDirectory _data;
    readonly List<string> _ended = [];
    readonly bool _demo;
    readonly string[] _more;
    readonly (string Name, string Value)[] _environment;
    readonly Func<string, (string Program, string[] Words)>? _within;
    Child _child;

    ServerProcess(
        TemporaryDirectory data,
        int port,
        bool demo,
        string[] more,
        (string Name, string Value)[] environment,
        Func<string, (string Program, string[] Words)>? within
    )
    {
        (_data, Port, _demo, _more, _environment, _within) = (data, port, demo, more, environment, within);
        _child = Launch();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public string DataPath => _data["data"];

    public string AdminKeyFile => Path.Combine(DataPath, "admin.key");

    public int ProcessId => _child.Id;

    /// <summary>What all its lives have said.</summary>
    public string Output => string.Join('\n', [.. _ended, _child.Output]);

    /// <summary>Starts it on an empty directory, or on one that it gets for good, and waits until it is ready.</summary>
    public static async Task<ServerProcess> Start(
        bool demo = false,
        string[]? more = null,
        (string Name, string Value)[]? environment = null,
        Func<string, (string Program, string[] Words)>? within = null,
        TemporaryDirectory? on = null
    )
    {
        var server = new ServerProcess(on ?? new(), FreePorts.Next(), demo, more ?? [], environment ?? [], within);
        try
        {
            await server.Ready();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program with these words, and nothing more.</summary>
    public static Child Launch(string urls, string data, bool demo, params string[] more) =>
        Child.Start("dotnet", Words(urls, data, demo, more), directory: null, ("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0"));

    static string[] Words(string urls, string data, bool demo, string[] more) =>
        [Repository.Program("silo", "Watchfloor.Silo.dll"), "--urls", urls, "--data", data, .. demo ? [] : new[] { "--no-demo" }, .. more];

    /// <summary>A path as the server sees it, which may have disks of its own.</summary>
    public string Seen(string path) => $"/proc/{ProcessId}/root{path}";

    /// <summary>Where something makes a place for it, that is started, and starts the server in its stead.</summary>
    Child Launch()
    {
        var words = Words(Address, DataPath, _demo, _more);
        var (program, first) = _within is null ? ("dotnet", []) : _within(DataPath);
        return Child.Start(
            program,
            _within is null ? words : [.. first, "dotnet", .. words],
            directory: null,
            [("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0"), .. _environment]
        );
    }

    /// <summary>Waits until it says that it serves.</summary>
    public Task Ready() => Answers("/health/ready");

    /// <summary>The same of another process that was started at its address, when this one has ended.</summary>
    public async Task ReadyAgain()
    {
        using var nobody = new Caller(Address);
        await Eventually.Sees($"{Address} ready", () => nobody.Get("/health/ready"), seen => seen.Status == 200);
    }

    /// <summary>Starts it and kills it at its first sign of life, in the middle of making good what was left.</summary>
    public async Task DiesInItsStart()
    {
        Launched();
        await Answers("/health/live");
        await Kill();
    }

    /// <summary>The key of the administrator, as the server wrote it.</summary>
    public string AdminKey() => File.ReadAllText(AdminKeyFile);

    /// <summary>Speaks to it as the administrator.</summary>
    public Caller Admin() => new(Address, AdminKey());

    /// <summary>The one-time link that this life printed.</summary>
    public async Task<Uri> SignInLink() => new(await _child.Says("Sign in: "));

    public Task Kill() => _child.Kill();

    public Task<int> Stop() => _child.Terminate();

    /// <summary>Starts it again where it was; it must have ended.</summary>
    public async Task StartAgain()
    {
        Launched();
        await Ready();
    }

    /// <summary>The same, without waiting until it is ready.</summary>
    public void Launched()
    {
        Assert.True(_child.HasExited, "it still runs");
        _ended.Add(_child.Output);
        _child = Launch();
    }

    async Task Answers(string path)
    {
        using var http = new HttpClient { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.Sees(
            $"{Address}{path}",
            async () =>
            {
                if (_child.HasExited)
                    throw _child.Ended();
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            },
            seen => seen.Item1 == 200
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _data.Dispose();
    }
}
