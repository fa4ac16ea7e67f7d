namespace Watchfloor.Tests.Processes;

/// <summary>One process of a cluster: a silo, or an api that is a client of the silos. It may have a machine of its own.</summary>
sealed class SiloProcess : IAsyncDisposable
{
    const int HttpPort = 5080;
    const int SiloPort = 11_111;

    readonly string[] _words;
    IReadOnlyList<string> _program;
    readonly List<string> _ended = [];
    readonly Machine? _machine;
    readonly Way? _way;
    Child _child;

    /// <param name="program">Another one than that of this version.</param>
    public SiloProcess(
        string name,
        string role,
        string data,
        ServerDatabase database,
        Machine? machine = null,
        IReadOnlyList<string>? program = null
    )
    {
        Name = name;
        _machine = machine;
        _way = machine?.Network.WayTo(machine, HttpPort);
        Address = $"http://127.0.0.1:{_way?.Port ?? FreePorts.Next()}";
        var place = machine is null ? $"127.0.0.1:{FreePorts.Next()}" : $"{machine.Address}:{SiloPort}";
        _program = program ?? [Repository.Program("silo", "Watchfloor.Silo.dll")];
        _words =
        [
            "--cluster",
            "tests",
            "--role",
            role,
            "--name",
            name,
            "--urls",
            machine is null ? Address : $"http://{machine.Address}:{HttpPort}",
            "--data",
            data,
            "--no-demo",
            .. role == "silo" ? new[] { "--silo-address", place } : [],
            "--postgres",
            database.ConnectionString,
        ];
        _child = Start();
    }

    public string Name { get; }

    /// <summary>Where it is reached from here.</summary>
    public string Address { get; }

    public Machine Machine => _machine ?? throw new InvalidOperationException($"{Name} shares this machine");

    public bool Lives => !_child.HasExited;

    /// <summary>What all its lives have said.</summary>
    public string Output => string.Join('\n', [.. _ended, _child.Output]);

    public Task Ready() => IsReady(ready: true);

    /// <summary>It knows that it cannot do its work, or is gone.</summary>
    public Task Unready() => IsReady(ready: false);

    public Task Kill() => _child.Kill();

    public void Freeze() => _child.Freeze();

    public void Thaw() => _child.Thaw();

    public Task<int> Stop() => _child.Terminate();

    public Task<int> Ends() => _child.Exit();

    /// <summary>What its own clock shows, as it heads its answers.</summary>
    public async Task<DateTimeOffset> Clock()
    {
        using var http = new HttpClient { BaseAddress = new(Address) };
        using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.Headers.Date ?? throw new FormatException($"{Name} does not say what time it is.");
    }

    /// <summary>What its newest life has said.</summary>
    public IReadOnlyList<string> Lines => _child.Output.Split('\n');

    /// <summary>Another life at the same place.</summary>
    /// <param name="program">If it is another one from now on.</param>
    public void StartAgain(IReadOnlyList<string>? program = null)
    {
        Assert.True(_child.HasExited, $"{Name} still runs");
        _ended.Add(_child.Output);
        _program = program ?? _program;
        _child = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        if (_way is not null)
            await _way.DisposeAsync();
    }

    Child Start()
    {
        (string, string)[] environment = [("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0")];
        string[] words = [.. _program, .. _words];
        return _machine?.Start("dotnet", words, environment) ?? Child.Start("dotnet", words, directory: null, environment);
    }

    async Task IsReady(bool ready)
    {
        using var http = new HttpClient { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(3) };
        await Eventually.Sees(
            $"{Name} {(ready ? "ready" : "not ready")}",
            async () =>
            {
                if (_child.HasExited)
                    return ready ? throw _child.Ended() : (503, "it has ended");
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            },
            seen => (seen.Item1 == 200) == ready
        );
    }
}
