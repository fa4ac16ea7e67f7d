using System.Diagnostics;
using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

[AttributeUsage(AttributeTargets.Method)]
public sealed class GuardedAttribute : Attribute;

[Alias("test.ICaller")]
public interface ICaller : IGrainWithStringKey
{
    [Alias("Who")]
    Task<string?> Who();

    [Alias("WhoBehind")]
    Task<string?> WhoBehind(string next);

    [Alias("WhoAfterSetting")]
    Task<string?> WhoAfterSetting(string who, string next);

    [Alias("Trace")]
    Task<string?> Trace();

    [Alias("Ambient")]
    Task<string?> Ambient();

    [Alias("Secret")]
    Task<string> Secret();

    [Alias("Number")]
    Task<int> Number();

    [Alias("Self")]
    Task<ICaller> Self();
}

[GrainType("test-caller")]
public class CallerGrain : Grain, ICaller
{
    public static readonly AsyncLocal<string?> Local = new();

    public Task<string?> Who() => Task.FromResult(RequestContext.Get("who") as string);

    public Task<string?> WhoBehind(string next) => GrainFactory.GetGrain<ICaller>(next).Who();

    public async Task<string?> WhoAfterSetting(string who, string next)
    {
        RequestContext.Set("who", who);
        await Task.Yield();
        return await GrainFactory.GetGrain<ICaller>(next).Who();
    }

    public Task<string?> Trace() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task<string?> Ambient() => Task.FromResult(Local.Value);

    [Guarded]
    public Task<string> Secret() => Task.FromResult("the secret");

    public Task<int> Number() => Task.FromResult(41);

    public Task<ICaller> Self() => Task.FromResult(this.AsReference<ICaller>());
}
