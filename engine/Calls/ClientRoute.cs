using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Calls;

/// <summary>Calls of a client: everything crosses as bytes, arguments there, results and exceptions back, also within one process.</summary>
sealed class ClientRoute(Func<Silo> gateway, TimeSpan patience, References references) : ICallRoute
{
    public void Send(Request request)
    {
        try
        {
            var silo = gateway();
            var far = Cross(request, silo);
            _ = Return(far, request);
            silo.Dispatch(far);
        }
        catch (Exception fault)
        {
            request.Fail(fault);
        }
    }

    Request Cross(Request near, Silo silo)
    {
        using var writer = new Writer();
        near.Encode(writer);
        Codecs.Write<Dictionary<string, object>?>(writer, near.Context);
        var reader = new Reader(writer.Written, silo.References);
        var far = near.Method.Blank();
        far.Decode(reader);
        far.Context = Codecs.Read<Dictionary<string, object>?>(reader);
        far.Method = near.Method;
        if (near.Proxy.Far?.References != silo.References)
            near.Proxy.Far = silo.References.Make(near.Proxy.Shape, near.TargetId);
        far.Proxy = near.Proxy.Far;
        far.Activity = near.Activity;
        far.Patience = patience;
        far.Deadline = patience > TimeSpan.Zero && !near.Method.OneWay ? Environment.TickCount64 + (long)patience.TotalMilliseconds : 0;
        if (near.Cancellation is not null)
        {
            far.Cancellation = new(far, near.Token);
            far.Cancellation.Listen();
        }
        return far;
    }

    async Task Return(Request far, Request near)
    {
        await far.Answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var writer = new Writer();
            if (far.Answer.IsCompletedSuccessfully)
            {
                far.EncodeResult(writer);
                near.DecodeResult(new(writer.Written, references));
                near.Complete();
            }
            else
            {
                Codecs.Write(writer, FaultOf(far.Answer));
                near.Fail(Codecs.Read<Exception>(new(writer.Written, references)));
            }
        }
        catch (Exception fault)
        {
            near.Fail(fault);
        }
    }

    static Exception FaultOf(Task answer) => answer.Exception?.InnerException ?? new OperationCanceledException("The call was cancelled.");
}
