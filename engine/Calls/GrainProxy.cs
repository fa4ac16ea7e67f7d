using System.Diagnostics;
using Orleans.Calls;
using Orleans.Transport;

namespace Orleans.Runtime;

/// <summary>A reference to a grain. Emitted subclasses implement the interface; each method fills a request and sends it.</summary>
abstract class GrainProxy : IAddressable, IEquatable<GrainProxy>
{
    internal References References = null!;
    internal InterfaceShape Shape = null!;

    /// <summary>The activation that took the last call; a look-up saved, nothing more.</summary>
    internal Activation? Last;

    /// <summary>Where calls went under the last view, when not here.</summary>
    internal Way? Way;

    /// <summary>On the side of a client: the reference inside the silo that its calls go on through.</summary>
    internal GrainProxy? Far;

    internal GrainId Id { get; set; }

    public Task SendVoid(Request<Nothing> request, int method) => Send(request, method);

    public ValueTask SendValueVoid(Request<Nothing> request, int method) => new(Send(request, method));

    public ValueTask<T> SendValue<T>(Request<T> request, int method) => new(Send(request, method));

    public Task<T> Send<T>(Request<T> request, int method)
    {
        Prefetch.Begin(Last, Activation.Lines);
        request.Method = Shape.Methods[method];
        request.Proxy = this;
        request.Context = RequestContext.Snapshot;
        request.Activity = Activity.Current;
        if (Activation.Current is { } caller)
        {
            request.Caller = caller;
            if (caller.IsAbandoned)
                return Task.FromException<T>(request.Stray());
            // Nobody waits for a one-way call, and a chain of them would grow without end.
            if (!request.Method.OneWay)
                request.Parent = caller.OnlyTurn as Request;
        }
        var promise = request.Promise;
        var token = request.Token;
        if (token.CanBeCanceled)
        {
            if (token.IsCancellationRequested)
                return Task.FromCanceled<T>(token);
            request.Cancellation = new(request, token);
            request.Cancellation.Listen();
        }
        References.Route.Send(request);
        if (!request.Method.OneWay)
            return promise;
        return promise.IsFaulted ? promise : Task.FromResult<T>(default!);
    }

    public bool Equals(GrainProxy? other) => other is not null && Id == other.Id && Shape == other.Shape;

    public override bool Equals(object? obj) => Equals(obj as GrainProxy);

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => $"{MethodShape.Readable(Shape.Interface)} of {Id}";
}

/// <summary>Where calls of a reference go: to the silo of this process, or through the wire.</summary>
interface ICallRoute
{
    void Send(Request request);
}
