using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>The real Alertmanager of Debian, as a process of its own without cluster or service. <c>./test</c> fetches it.</summary>
sealed class AlertmanagerProcess : IAsyncDisposable
{
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
        var process = new AlertmanagerProcess(data, Child.Start(Path(), words), port);
        using var http = new HttpClient { BaseAddress = process.Address };
        await Eventually.Sees("Alertmanager is ready", () => http.GetAsync("/-/ready", Wire.Token), answer => answer.IsSuccessStatusCode);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _data.Dispose();
    }

    static string Path()
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append(System.IO.Path.Combine(Repository.Root, "artifacts", "tools", "usr", "bin"));
        return places.Select(place => System.IO.Path.Combine(place, "prometheus-alertmanager")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("prometheus-alertmanager is not here; ./test fetches it, or install Debian's package");
    }
}
