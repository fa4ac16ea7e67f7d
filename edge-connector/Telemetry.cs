namespace Watchfloor.EdgeConnector;

/// <summary>One reading of one tag; quality is the OPC DA integer, 192 is good.</summary>
public sealed record Sample(string Tag, DateTimeOffset At, double Value, int Quality = Sample.Good)
{
    public const int Good = 192;
}

/// <summary>What the server is sent. (Source, stream, seq) names it for ever: sent again, it holds the same samples.</summary>
public sealed record Batch(int Version, string Source, string Stream, long Seq, IReadOnlyList<Sample> Samples);
