using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Watchfloor.Silo;

/// <summary>Tells in lines how a cluster on this machine stands: by its file, and by what the first api says that answers.</summary>
static class ClusterStatus
{
    public static async Task<IReadOnlyList<string>> Look(ClusterFile file, string data, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        var seen = await See(http, file, data, cancellation);
        var lines = new List<string>();
        foreach (var silo in file.Processes.Where(process => process.Kind == Worker.Silo))
            lines.Add(
                $"silo {silo.Number}  {silo.Name} {silo.SiloAddress}  {(IsUp(silo) ? $"pid {silo.Pid}  {Member(seen, silo)}" : Down(silo))}"
            );
        foreach (var api in file.Processes.Where(process => process.Kind == Worker.Api))
            lines.Add(
                $"api {api.Number}  {api.Name} {api.Address}  {(IsUp(api) ? $"pid {api.Pid}  {await Ready(http, api, cancellation)}{Level(seen, api)}" : Down(api))}"
            );
        lines.Add(seen is { } cluster ? Whole(cluster) : "no api answers; what they would tell of the view is not known");
        return lines;
    }

    static async Task<JsonElement?> See(HttpClient http, ClusterFile file, string data, CancellationToken cancellation)
    {
        var key = Path.Combine(data, "admin.key");
        if (!File.Exists(key))
            return null;
        var shown = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(key, cancellation)).Trim());
        foreach (var api in file.Processes.Where(process => process.Kind == Worker.Api && IsUp(process)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{api.Address}/api/v1/cluster")
            {
                Headers = { Authorization = shown },
            };
            try
            {
                using var answer = await http.SendAsync(request, cancellation);
                if (answer.IsSuccessStatusCode)
                    return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement;
            }
            catch (Exception e) when (e is HttpRequestException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                // the next one is asked
            }
        }
        return null;
    }

    static string Member(JsonElement? cluster, WorkerNote silo)
    {
        if (cluster is not { } seen)
            return "running";
        var member = seen.GetProperty("members").EnumerateArray().LastOrDefault(one => Text(one, "name") == silo.Name);
        if (member.ValueKind == JsonValueKind.Undefined)
            return "joining";
        var lease =
            member.TryGetProperty("leaseLeftSeconds", out var left) && left.ValueKind == JsonValueKind.Number ? left.GetDouble() : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(member, "state")}  lease {lease:0.0} s  view {Text(member, "acknowledgedView")}/{Text(seen, "view")}  grains {Text(member, "grains")}{Newer(member, seen)}"
        );
    }

    /// <summary>During an upgrade.</summary>
    static string Newer(JsonElement program, JsonElement seen) =>
        Text(program, "featureLevel") == Text(seen, "featureLevel") ? "" : $"  feature level {Text(program, "featureLevel")}";

    static async Task<string> Ready(HttpClient http, WorkerNote api, CancellationToken cancellation) =>
        await Readiness.IsReady(http, api.Address, cancellation) ? "ready" : "not ready";

    /// <summary>Silent where no api tells of it.</summary>
    static string Level(JsonElement? cluster, WorkerNote api)
    {
        if (cluster is not { } seen)
            return "";
        var told = seen.GetProperty("apis").EnumerateArray().FirstOrDefault(one => Text(one, "name") == api.Name);
        return told.ValueKind == JsonValueKind.Undefined ? "" : Newer(told, seen);
    }

    static string Down(WorkerNote process) =>
        process.State is WorkerState.Killed or WorkerState.Stopped
            ? $"{(process.State == WorkerState.Killed ? "killed" : "stopped")}; ./run cluster start {process.Number}{(process.Kind == Worker.Api ? " --api" : "")} brings it back"
            : "ended; it is started again in a moment";

    static string Whole(JsonElement seen) =>
        $"view {Text(seen, "view")}, feature level {Text(seen, "featureLevel")}, outbox {Text(seen.GetProperty("outbox"), "depth")}, "
        + $"due {Text(seen.GetProperty("due"), "depth")}, waiting writes {Text(seen, "waitingWrites")}";

    static bool IsUp(WorkerNote process) => process.State == WorkerState.Running && Signals.Lives(process.Pid);

    static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
