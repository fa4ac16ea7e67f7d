using System.Text;

namespace Orleans.Runtime;

/// <summary>Tells, from the calls that are under way at the moment of a timeout, who waits for whom.</summary>
static class CallChain
{
    const int Longest = 16;

    /// <param name="made">A call that is under way, by the one whose turn made it.</param>
    internal static string Describe(Request late, IReadOnlyDictionary<Request, Request>? made = null)
    {
        var chain = Before(late).Reverse().Concat(made is null ? [] : After(late, made)).ToArray();
        var origin = chain[0].SourceId?.ToString() ?? "outside";
        var text = new StringBuilder();
        text.Append(Step(late)).Append(" did not answer within ").Append(late.Patience).Append(". Call chain: ");
        text.AppendJoin(" -> ", chain.Select(Step).Prepend(origin));
        if (chain[^1] is { HasBegun: false } waiting && waiting.Proxy.Last?.OnlyTurn is Request blocker)
            text.Append(", which waits until ").Append(Step(blocker)).Append(" ends");
        return text.Append('.').ToString();
    }

    static IEnumerable<Request> Before(Request late)
    {
        for (var (call, length) = ((Request?)late, 0); call is not null && length < Longest; call = call.Parent, length++)
            yield return call;
    }

    static IEnumerable<Request> After(Request late, IReadOnlyDictionary<Request, Request> made)
    {
        for (var (call, length) = (late, 0); length < Longest && made.TryGetValue(call, out var next); call = next, length++)
            yield return next;
    }

    static string Step(Request request) => $"{request.TargetId} {request.Describe()}";
}
