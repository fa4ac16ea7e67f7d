using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>What is said of a process of a cluster that was asked to end is what it did.</summary>
public sealed class The_end_of_a_process : IDisposable
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    readonly TemporaryDirectory _directory = new();
    readonly Launcher _launcher = new();

    public void Dispose()
    {
        _launcher.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("exit 0", "handed over what it had and ended")]
    [InlineData("exit 4", "ended with exit code 4; the log says why")]
    [InlineData("", "did not end within 1 s and was killed")]
    public async Task Is_told_as_it_was(string atItsEnd, string words)
    {
        var silo = await Start($"trap '{(atItsEnd == "" ? ":" : atItsEnd)}' TERM; echo up; while :; do sleep 0.05; done");
        var supervisor = Supervisor(atItsEnd == "" ? TimeSpan.FromSeconds(1) : Eventually.Patience);
        var end = await supervisor.End(silo, WorkerState.Stopped);
        Assert.Equal($"silo 2 (process {silo.Process!.Id}) {words}", end.InWords(silo, WorkerState.Stopped));
        Assert.True(silo.Process.HasExited, "it is down");
    }

    [Fact]
    public async Task Is_a_kill_where_that_was_asked_for_and_nothing_where_it_was_down()
    {
        var silo = await Start("trap : TERM; echo up; while :; do sleep 0.05; done");
        var supervisor = Supervisor(Eventually.Patience);
        var end = await supervisor.End(silo, WorkerState.Killed);
        Assert.Equal($"silo 2 (process {silo.Process!.Id}) was killed", end.InWords(silo, WorkerState.Killed));
        var none = await supervisor.End(silo, WorkerState.Stopped);
        Assert.Equal("silo 2 had ended by itself", none.InWords(silo, WorkerState.Stopped));
    }

    Supervisor Supervisor(TimeSpan patience)
    {
        var plan = new ClusterPlan(1, 1, "http://127.0.0.1:1", _directory["data"], null, Demo: false, []);
        return new(plan, "", _launcher, new(LogFormat.Text, TextWriter.Null, TextWriter.Null), patience);
    }

    async Task<Worker> Start(string script)
    {
        var up = new TaskCompletionSource();
        var silo = new Worker(Worker.Silo, 2, "http://127.0.0.1:1", "127.0.0.1:2") { State = WorkerState.Running };
        silo.Process = await _launcher.Start(["/bin/sh", "-c", script], _ => up.TrySetResult(), _ => { });
        await up.Task.WaitAsync(Eventually.Patience, Now);
        return silo;
    }
}
