using System.Globalization;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>What the verbs ask of a cluster that runs.</summary>
sealed class ClusterWishes(Supervisor supervisor)
{
    /// <summary>Does what the words say and tells what was done. Throws <see cref="StoreRefusedException"/> where it makes no sense.</summary>
    public async Task<string> Grant(string[] words) =>
        words switch
        {
            ["add"] => Added(await supervisor.Add()),
            ["kill", var kind, var number] => await End(Find(kind, number), WorkerState.Killed),
            ["stop", var kind, var number] => await End(Find(kind, number), WorkerState.Stopped),
            ["start", var kind, var number] => await Begin(Find(kind, number)),
            _ => throw new StoreRefusedException($"'{string.Join(' ', words)}' is nothing that a cluster does."),
        };

    static string Added(Worker worker) => $"{worker.Title} was started as process {worker.Process!.Id}; it joins in a moment.";

    async Task<string> End(Worker worker, WorkerState how)
    {
        if (worker.State is WorkerState.Killed or WorkerState.Stopped)
            throw new StoreRefusedException($"{worker.Title} is down already; {Back(worker)}.");
        var end = await supervisor.End(worker, how);
        return $"{end.InWords(worker, how)}. It stays down; {Back(worker)}.";
    }

    async Task<string> Begin(Worker worker)
    {
        if (worker.State is WorkerState.Running or WorkerState.Ended)
            throw new StoreRefusedException($"{worker.Title} runs already.");
        await supervisor.Begin(worker);
        return $"{worker.Title} was started again as process {worker.Process!.Id}; it joins in a moment.";
    }

    Worker Find(string kind, string number) =>
        supervisor.Workers.FirstOrDefault(worker => worker.Kind == kind && worker.Number.ToString(CultureInfo.InvariantCulture) == number)
        ?? throw new StoreRefusedException(
            $"There is no {kind} {number}; there are {string.Join(", ", supervisor.Workers.Select(worker => worker.Title))}."
        );

    static string Back(Worker worker) => $"./run cluster start {worker.Number}{(worker.Kind == Worker.Api ? " --api" : "")} brings it back";
}
