using System.Reflection;
using Orleans.Transport;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>The way to one silo, at the moments that nothing outside of it can choose.</summary>
public sealed class LineTests(TwoSilos two) : IClassFixture<TwoSilos>
{
    static FieldInfo Field(string name) => typeof(Line).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    [Fact]
    public async Task A_call_that_comes_while_a_connection_opens_goes_over_it()
    {
        var to = two.Silos.Cluster.Silos[1].SiloAddress;
        var network = two.Silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<Network>();
        var line = new Line(network, to, isKept: false);
        var wire = await network.Dial(to, TestContext.Current.CancellationToken);
        var open = new OpenLine(network, to, wire);
        var talking = open.Run();
        var request = Call(two.Silos.KeyOf("test-place", 1));
        var answer = request.Answer;
        var sender = new Thread(() => line.Send(request));

        // As the loop that keeps the connection does: it holds the lock, sends what waits, and shows the connection; the call has seen none.
        Field("_isKeeping").SetValue(line, true);
        var gate = (Lock)Field("_gate").GetValue(line)!;
        gate.Enter();
        sender.Start();
        Assert.True(SpinWait.SpinUntil(() => sender.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));
        Field("_open").SetValue(line, open);
        gate.Exit();

        await answer.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        open.Abort();
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Fact]
    public async Task Many_who_call_at_once_over_a_connection_that_is_made_for_them_all_get_answers()
    {
        var network = two.Silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<Network>();
        var to = two.Silos.Cluster.Silos[1].SiloAddress;
        for (var round = 0; round < 20; round++)
        {
            var line = new Line(network, to, isKept: false);
            var calls = Enumerable.Range(0, 50).Select(_ => Call(two.Silos.KeyOf("test-place", 1))).ToArray();
            var answers = calls.Select(call => call.Answer).ToArray();

            Parallel.ForEach(calls, line.Send);

            await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            line.Abort();
        }
    }

    [Fact]
    public async Task A_call_that_is_refused_is_not_sent_again_when_its_time_is_over()
    {
        var network = two.Silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<Network>();
        var request = Call(two.Silos.KeyOf("test-place", 1));
        (request.Deadline, request.Patience) = (1, TimeSpan.FromSeconds(1));

        network.Again(request, network.Cluster.View.Number, told: 0, "it is busy");

        var late = await Assert.ThrowsAsync<TimeoutException>(() => request.Answer.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("did not run: within 00:00:01 no silo served the grain", late.Message);
    }

    Orleans.Runtime.Request Call(string key)
    {
        var shape = Orleans.Calls.ProxyEmitter.ShapeOf(typeof(IPlace));
        var method = shape.Methods.First(static method => method.Name == nameof(IPlace.Count));
        var request = method.Blank();
        request.Method = method;
        request.Proxy = two
            .Silos.Cluster.Silos[0]
            .ServiceProvider.GetRequiredService<Orleans.Runtime.Silo>()
            .References.Make(shape, Orleans.Runtime.GrainId.Create("test-place", key));
        return request;
    }
}
