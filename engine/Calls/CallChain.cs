using System.Text;

namespace Orleans.Runtime;

/// <summary>Tells, from what is known at the moment of a timeout, who waits for whom.</summary>
static class CallChain
{
    const int Longest = 16;

    internal static string Describe(Request request)
    {
        var text = new StringBuilder();
        text.Append(request.Describe()).Append(" of ").Append(request.TargetId);
        text.Append(" did not answer within ").Append(request.Patience).Append(". Call chain: ");
        text.AppendJoin(" -> ", Chain(request).Reverse().Select(Step).Prepend(Origin(request)));
        if (request.Target is null && Blocker(request) is { } blocker)
            text.Append("; it waits until ").Append(Step(blocker)).Append(" ends");
        return text.Append('.').ToString();
    }

    static IEnumerable<Request> Chain(Request request)
    {
        for (Request? call = request; call is not null; call = call.Parent)
            yield return call;
    }

    static string Origin(Request request) => Chain(request).Take(Longest).Last().Caller?.GrainId.ToString() ?? "caller outside of grains";

    static string Step(Request request) => $"{request.TargetId} {request.Describe()}";

    // The request never started: whatever runs on its activation keeps it waiting.
    static Request? Blocker(Request request) => request.Proxy.Last?.OnlyTurn as Request;
}
