using System.Xml;

namespace Watchfloor.Events;

/// <summary>Lengths of time as people say them.</summary>
static class Spans
{
    public static string Said(TimeSpan span) =>
        span >= TimeSpan.FromMinutes(1) && span.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{span.TotalMinutes:0} min"
        : span.Ticks % TimeSpan.TicksPerSecond == 0 ? $"{span.TotalSeconds:0} s"
        : XmlConvert.ToString(span);
}
