using System.Net;

namespace Watchfloor.EdgeConnector;

/// <summary>What became of one attempt to hand a batch over.</summary>
public abstract record Answer
{
    /// <summary>The server answers for it from now on, but for samples that it says it left out.</summary>
    public sealed record Taken(int LeftOut, string Said) : Answer;

    /// <summary>Never with this content: trying again is of no use.</summary>
    public sealed record Refused(int Status, string Reason) : Answer;

    /// <summary>The key is not known (any more).</summary>
    public sealed record Unknown(string Reason) : Answer;

    /// <summary>Not now; the server may have said how long to wait.</summary>
    public sealed record Later(string Reason, TimeSpan? After = null) : Answer;

    public static Answer Of(HttpStatusCode status, string reason, TimeSpan? after, int leftOut) =>
        (int)status switch
        {
            >= 200 and < 300 => new Taken(leftOut, reason),
            401 => new Unknown(reason),
            // 403 may be mended by an administrator; 404, 405 and 407 speak of the address and not of the batch
            403 or 404 or 405 or 407 or 408 or 429 => new Later(reason, after),
            >= 400 and < 500 => new Refused((int)status, reason),
            _ => new Later(reason, after),
        };
}
