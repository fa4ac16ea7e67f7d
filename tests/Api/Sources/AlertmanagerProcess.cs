using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>The real Alertmanager of Debian, as a process of its own without cluster or service. <c>./test</c> fetches it.</summary>
sealed class AlertmanagerProcess : IAsyncDisposable
{
    const string Name = "prometheus-alertmanager";

    readonly TemporaryDirectory _data;
    readonly Child _child;

    AlertmanagerProcess(TemporaryDirectory data, Child child, int port) =>
        (_data, _child, Address) = (data, child, new($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public string Output => _child.Output;

    /// <summary>Starts it with one receiver, which is the server.</summary>
    public static async Task<AlertmanagerProcess> Start(Uri server, string key)
    {
        var data = new TemporaryDirectory();
        await File.WriteAllTextAsync(
            data["alertmanager.yml"],
            $"""
            route:
              receiver: watchfloor
              group_by: ['...']
              group_wait: 100ms
              group_interval: 1s
            receivers:
              - name: watchfloor
                webhook_configs:
                  - url: {new Uri(server, "/api/v1/alertmanager")}
                    send_resolved: true
                    http_config:
                      authorization:
                        credentials: {key}
            """
        );
        var port = FreePorts.Next();
        string[] words =
        [
            $"--config.file={data["alertmanager.yml"]}",
            $"--storage.path={data["data"]}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=",
        ];
        var process = new AlertmanagerProcess(data, Run(words), port);
        using var http = new HttpClient { BaseAddress = process.Address };
        await Eventually.Sees("Alertmanager is ready", () => http.GetAsync("/-/ready", Wire.Token), answer => answer.IsSuccessStatusCode);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>It looks for its templates where the package puts them. Without the package it sees them there in a namespace of its own.</summary>
    static Child Run(string[] words)
    {
        if (InPath() is { } installed)
            return Child.Start(installed, words);
        var tools = Path.Combine(Repository.Root, "artifacts", "tools", "usr");
        var program = Path.Combine(tools, "bin", Name);
        if (!File.Exists(program))
            throw new FileNotFoundException($"{Name} is not here; ./test fetches it, or install Debian's package");
        const string Within = "mount --bind \"$0\" /usr/share && exec \"$@\"";
        return Child.Start("unshare", ["-rm", "bash", "-c", Within, Path.Combine(tools, "share"), program, .. words]);
    }

    static string? InPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(place => Path.Combine(place, Name))
            .FirstOrDefault(File.Exists);
}
