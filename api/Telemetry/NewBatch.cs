using System.Collections.Immutable;
using Watchfloor.Input;

namespace Watchfloor.Telemetry;

/// <summary>The telemetry envelope.</summary>
sealed record NewBatch
{
    const int Known = 1;
    const int Most = 10_000;
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>1.</summary>
    public required int Version { get; init; }

    /// <summary>Who sends: 1–128 printable characters. Needs no registration.</summary>
    public required string Source { get; init; }

    /// <summary>One incarnation of the sender's buffer.</summary>
    public string? Stream { get; init; }

    /// <summary>Counts batches within source and stream.</summary>
    public required long Seq { get; init; }

    /// <summary>1–10000 samples.</summary>
    public required IReadOnlyList<NewSample> Samples { get; init; }

    /// <summary>Says what makes no sense of the envelope.</summary>
    public void Check(Complaints complaints)
    {
        complaints.Unless(Version == Known, "version", $"must be {Known}; no other is known");
        complaints.Printable("source", Source, 128);
        complaints.Printable("stream", Stream, 128);
        complaints.Unless(Seq >= 0, "seq", "must not be negative");
        complaints.Unless(Samples.Count is >= 1 and <= Most, "samples", $"must be 1 to {Most}");
    }

    /// <summary>As the grains know it: the samples that make sense. Of the others it says what is wrong, until that is enough.</summary>
    public TelemetryBatch ToBatch(Complaints complaints, DateTimeOffset now)
    {
        var latest = now + Ahead;
        var sensible = ImmutableArray.CreateBuilder<Sample>(Samples.Count);
        for (var i = 0; i < Samples.Count; i++)
        {
            var sample = Samples[i];
            if (sample.IsFine(latest))
                sensible.Add(new(sample.Tag, sample.At, sample.Value, sample.Quality));
            else if (complaints.IsFew)
                sample.Check(complaints, $"samples[{i}]", latest);
        }
        return new(Version, Source, Stream, Seq, new(sensible.DrainToImmutable()));
    }
}

/// <summary>One value of one tag.</summary>
readonly record struct NewSample
{
    const int LongestTag = 255;

    // clocks that lost their battery say 1970, 1984 or 1994
    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>1–255 printable characters; may contain slashes.</summary>
    public required string Tag { get; init; }

    /// <summary>When it was sampled: from the year 2000 to 24 hours from now.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>The OPC DA integer, 192 = good.</summary>
    public required int Quality { get; init; }

    /// <summary>The quick way for the many that are.</summary>
    public bool IsFine(DateTimeOffset latest) =>
        Tag.Length is >= 1 and <= LongestTag
        && Checks.IsPrintable(Tag)
        && At >= Earliest
        && At <= latest
        && double.IsFinite(Value)
        && IsQuality;

    public void Check(Complaints complaints, string path, DateTimeOffset latest)
    {
        complaints.Printable($"{path}.tag", Tag, LongestTag);
        complaints.Unless(At >= Earliest, $"{path}.at", "is before the year 2000; check the clock");
        complaints.Unless(At <= latest, $"{path}.at", "is more than 24 hours in the future; check the clock and the zone");
        complaints.Finite($"{path}.value", Value);
        complaints.Unless(IsQuality, $"{path}.quality", "must be an OPC DA quality from 0 to 65535; 192 is good");
    }

    bool IsQuality => Quality is >= 0 and <= 0xFFFF;
}
