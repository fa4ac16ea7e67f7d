using Orleans.Hosting;
using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class FilterTests
{
    [Fact]
    public async Task A_filter_may_refuse_by_an_attribute_of_the_grains_method()
    {
        await using var cluster = await EngineCluster.Start(silo => silo.AddIncomingGrainCallFilter<Guard>());
        var grain = cluster.Client.GetGrain<ICaller>(EngineCluster.NewKey());

        await Assert.ThrowsAsync<UnauthorizedAccessException>(grain.Secret);

        RequestContext.Set("who", "ana");
        Assert.Equal("the secret", await grain.Secret());
        RequestContext.Clear();
    }

    [Fact]
    public async Task A_filter_is_made_by_the_container_and_sees_the_call()
    {
        var seen = new List<string>();
        await using var cluster = await EngineCluster.Start(silo =>
        {
            silo.Services.AddSingleton(seen);
            silo.AddIncomingGrainCallFilter<Recorder>();
        });
        var key = EngineCluster.NewKey();

        await cluster.Client.GetGrain<ICaller>(key).WhoBehind($"{key}-next");

        Assert.Equal(
            [$"WhoBehind WhoBehind CallerGrain test-caller/{key}", $"Who Who CallerGrain test-caller/{key}-next from test-caller/{key}"],
            seen
        );
    }

    [Fact]
    public async Task Filters_run_in_their_order_and_may_change_the_result()
    {
        await using var cluster = await EngineCluster.Start(silo =>
            silo.AddIncomingGrainCallFilter(async call =>
                {
                    await call.Invoke();
                    if (call is { Grain: CallerGrain, Result: int number })
                        call.Result = number * 2;
                })
                .AddIncomingGrainCallFilter(async call =>
                {
                    await call.Invoke();
                    if (call is { Grain: CallerGrain, Result: int number })
                        call.Result = number + 1;
                })
        );

        Assert.Equal(84, await cluster.Client.GetGrain<ICaller>(EngineCluster.NewKey()).Number());
    }

    [Fact]
    public async Task A_filter_sees_the_fault_of_the_grain_and_may_replace_it()
    {
        await using var cluster = await EngineCluster.Start(silo =>
            silo.AddIncomingGrainCallFilter(async call =>
            {
                try
                {
                    await call.Invoke();
                }
                catch (InvalidOperationException fault)
                {
                    throw new TimeoutException("replaced", fault);
                }
            })
        );

        var fault = await Assert.ThrowsAsync<TimeoutException>(cluster.Client.GetGrain<ILife>(EngineCluster.NewKey()).FailAndLeave);

        Assert.Equal("stale", fault.InnerException?.Message);
    }

    [Fact]
    public async Task A_filter_may_call_grains_itself()
    {
        await using var cluster = await EngineCluster.Start(silo => silo.AddIncomingGrainCallFilter<Asking>());

        Assert.Equal("number 42", await cluster.Client.GetGrain<ICaller>(EngineCluster.NewKey()).Who());
    }

    sealed class Asking(IGrainFactory grains) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Grain is CallerGrain)
                context.Result = await grains.GetGrain<IOracle>("filter").Ask(42);
        }
    }

    sealed class Guard : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.Grain is CallerGrain
            && context.ImplementationMethod.IsDefined(typeof(GuardedAttribute), inherit: true)
            && RequestContext.Get("who") is null
                ? throw new UnauthorizedAccessException("Who are you?")
                : context.Invoke();
    }

    sealed class Recorder(List<string> seen) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Grain is not CallerGrain grain)
                return;
            // A client has a name too in the official engine, and none here.
            var caller =
                context.SourceId is { } source && source.ToString().StartsWith("test-", StringComparison.Ordinal) ? $" from {source}" : "";
            lock (seen)
                seen.Insert(
                    0,
                    $"{context.MethodName} {context.ImplementationMethod.Name} {grain.GetType().Name} {context.TargetId}{caller}"
                );
        }
    }
}
