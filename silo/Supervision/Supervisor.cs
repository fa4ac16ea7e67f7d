using System.ComponentModel;
using System.Diagnostics;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Keeps the processes of a cluster on this machine: one that ends by itself is said and started again, one that was killed or stopped on
/// purpose stays down. When it ends they end: apis first, then silos.
/// </summary>
sealed class Supervisor(ClusterPlan plan, string database, Launcher launcher, Voice voice, TimeSpan? patience = null) : IAsyncDisposable
{
    static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TimeSpan _patience = patience ?? Patience;

    readonly CancellationTokenSource _ending = new();
    readonly Lock _gate = new();
    readonly List<Worker> _workers = [];
    readonly List<Task> _lives = [];
    readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? _door;
    bool _isUp;

    public IReadOnlyList<Worker> Workers
    {
        get
        {
            lock (_gate)
                return [.. _workers];
        }
    }

    /// <summary>Starts all, and returns when all are ready. Throws <see cref="StoreRefusedException"/> where one ends before.</summary>
    public async Task Start(string door, CancellationToken cancellation)
    {
        _door = door;
        foreach (var worker in Enumerable.Range(1, plan.Silos).Select(plan.Silo).Concat(Enumerable.Range(1, plan.Apis).Select(plan.Api)))
            await Place(worker);
        var ready = Task.WhenAll(Workers.Select(worker => Readiness.Await(worker.Address, cancellation)));
        if (await Task.WhenAny(ready, _failed.Task) == _failed.Task)
            throw new StoreRefusedException(await _failed.Task);
        await ready;
        _isUp = true;
    }

    /// <summary>One more silo.</summary>
    public async Task<Worker> Add()
    {
        var worker = plan.Silo(Workers.Where(one => one.Kind == Worker.Silo).Select(one => one.Number).DefaultIfEmpty().Max() + 1);
        await Place(worker);
        return worker;
    }

    /// <summary>Starts one that is down.</summary>
    public Task Begin(Worker worker) => Launch(worker, TimeSpan.Zero);

    /// <summary>Ends one, does not start it again, and tells how it ended.</summary>
    public async Task<WorkerEnd> End(Worker worker, WorkerState how)
    {
        worker.State = how;
        if (worker.Process is not { HasExited: false } process)
        {
            Note();
            return WorkerEnd.Before;
        }
        Signals.Send(process.Id, how == WorkerState.Killed ? Signals.Kill : Signals.Terminate);
        using var late = new CancellationTokenSource(_patience);
        await process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isLate = !process.HasExited;
        if (isLate)
        {
            voice.Say($"{worker.Title} does not end within {_patience.TotalSeconds:0} s; it is killed.");
            process.Kill();
            await process.WaitForExitAsync();
        }
        Note();
        return new(process.Id, process.ExitCode, isLate ? _patience : null);
    }

    /// <summary>What runs, for the verbs.</summary>
    public void Note()
    {
        if (_door is null)
            return;
        try
        {
            lock (_gate)
                new ClusterFile(Environment.ProcessId, _door, database, [.. _workers.Select(worker => worker.Note)]).Write(plan.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On a full disk processes must be kept all the same.
            voice.Say($"What runs could not be noted in {plan.Data}, so ./run cluster tells what ran before: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        foreach (var kind in new[] { Worker.Api, Worker.Silo })
            await Task.WhenAll(Workers.Where(worker => worker.Kind == kind).Select(worker => End(worker, WorkerState.Stopped)));
        Task[] lives;
        lock (_gate)
            lives = [.. _lives];
        await Task.WhenAll(lives);
        File.Delete(ClusterFile.In(plan.Data));
        _ending.Dispose();
    }

    async Task Place(Worker worker)
    {
        lock (_gate)
            _workers.Add(worker);
        await Launch(worker, TimeSpan.Zero);
    }

    async Task Launch(Worker worker, TimeSpan pause)
    {
        var began = Stopwatch.GetTimestamp();
        worker.State = WorkerState.Running;
        worker.Process = await launcher.Start(
            Launcher.Kept([.. Self.Words, .. plan.WordsOf(worker)]),
            line => Relay.Say(worker, line, voice),
            line => Relay.Complain(worker, line, voice),
            ("WATCHFLOOR_POSTGRES", database)
        );
        Note();
        lock (_gate)
        {
            _lives.RemoveAll(life => life.IsCompleted);
            _lives.Add(Tend(worker, worker.Process, began, pause));
        }
    }

    async Task Tend(Worker worker, Process process, long began, TimeSpan pause)
    {
        await process.WaitForExitAsync();
        if (worker.State != WorkerState.Running || _ending.IsCancellationRequested)
            return;
        worker.State = WorkerState.Ended;
        if (!_isUp)
        {
            _failed.TrySetResult($"{worker.Title} ended before the cluster was ready (exit code {process.ExitCode}).");
            return;
        }
        pause = Stopwatch.GetElapsedTime(began) < ShortLife ? Longer(pause) : TimeSpan.Zero;
        var when = pause == TimeSpan.Zero ? "" : $" in {pause.TotalSeconds:0} s";
        voice.Say($"{worker.Title} (process {process.Id}) ended by itself (exit code {process.ExitCode}); starting it again{when}.");
        Note();
        var isTold = false;
        do await Task.Delay(pause, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (worker.State == WorkerState.Ended && !_ending.IsCancellationRequested && !await IsLaunched());

        async Task<bool> IsLaunched()
        {
            try
            {
                await Launch(worker, pause);
                return true;
            }
            catch (Win32Exception e) // the machine has no room for it at this moment
            {
                if (!isTold)
                    voice.Say($"{worker.Title} cannot be started; it is tried again until it can: {e.Message}");
                (isTold, pause, worker.State) = (true, Longer(pause), WorkerState.Ended);
                return false;
            }
        }
    }

    static TimeSpan Longer(TimeSpan pause)
    {
        var longer = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : pause * 2;
        return longer < LongestPause ? longer : LongestPause;
    }
}
