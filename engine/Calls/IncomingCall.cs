using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Calls;

/// <summary>A call as filters see it: each Invoke goes one step on, the last one to the grain.</summary>
sealed class IncomingCall(Request request, Activation activation) : IIncomingGrainCallContext
{
    int _step;

    public object Grain => activation.GrainInstance!;

    public GrainId? SourceId => request.SourceId;

    public GrainId TargetId => activation.GrainId;

    public MethodInfo InterfaceMethod => request.Method.Method;

    public MethodInfo ImplementationMethod => activation.Kind.ImplementationOf(request.Method.Method);

    public string InterfaceName => request.Method.Method.DeclaringType!.FullName!;

    public string MethodName => request.Method.Name;

    public IGrainContext TargetContext => activation;

    public object? Result
    {
        get => request.Result;
        set => request.Result = value;
    }

    public Task Invoke()
    {
        var filters = activation.Silo.Filters;
        var step = _step++;
        if (step < filters.Length)
            return filters[step].Invoke(this);
        if (step == filters.Length && Grain is IIncomingGrainCallFilter own)
            return own.Invoke(this);
        if (step > filters.Length + 1)
            throw new InvalidOperationException("A filter invoked the call twice.");
        var call = request.Call(Grain);
        if (!call.IsCompletedSuccessfully)
            return Wait(call);
        request.Keep(call);
        return Task.CompletedTask;
    }

    async Task Wait(Task call)
    {
        await call;
        request.Keep(call);
    }
}
