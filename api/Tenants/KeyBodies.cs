using Watchfloor.Input;
using Watchfloor.Json;

namespace Watchfloor.Tenants;

/// <summary>A key to be made.</summary>
sealed record NewKey
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(3650);
    const int MostSources = 64;

    /// <summary>What it is for: 1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>When it ends; never without it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The same, counted from now.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>The only sources that an ingest key may write as; any without them.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>How often it may ask; as its role says without it.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>The largest body that it may send; as the endpoint says without it.</summary>
    public int? MaxBodyBytes { get; init; }

    /// <summary>Says what makes no sense.</summary>
    public void Check(Complaints complaints, DateTimeOffset now)
    {
        complaints.Name("name", Name);
        complaints.Unless(ExpiresAt is null || ExpiresIn is null, "expiresIn", "must be left out where expiresAt is given");
        complaints.Unless(ExpiresAt is not { } at || (at > now && at <= now + Longest), "expiresAt", "must lie in the next ten years");
        complaints.Unless(
            ExpiresIn is not { } span || (span > TimeSpan.Zero && span <= Longest),
            "expiresIn",
            "must be longer than PT0S and at most ten years"
        );
        complaints.Unless(Sources is not { Count: > 0 } || Role == Role.Ingest, "sources", "must be left out: only ingest keys have them");
        complaints.Unless((Sources?.Count ?? 0) <= MostSources, "sources", $"must be at most {MostSources}");
        foreach (var source in Sources ?? [])
            complaints.Printable("sources", source, 128);
        complaints.Unless(RequestsPerSecond is null or >= 1 and <= 100_000, "requestsPerSecond", "must be from 1 to 100000");
        complaints.Unless(
            MaxBodyBytes is null or >= 1024 and <= BodyLimit.Drained,
            "maxBodyBytes",
            $"must be from 1024 to {BodyLimit.Drained}"
        );
    }

    /// <summary>As the grains know it; with the hash of a key.</summary>
    public ApiKeySpec ToSpec(string hash, DateTimeOffset now) =>
        new(
            Name,
            Role,
            hash,
            Instants.Truncate(now),
            (ExpiresAt ?? now + ExpiresIn) is { } end ? Instants.Truncate(end.ToUniversalTime()) : null,
            null,
            null,
            [.. (Sources ?? []).Distinct(StringComparer.Ordinal)],
            RequestsPerSecond,
            MaxBodyBytes
        );
}

/// <summary>How a key is changed for a new one.</summary>
/// <param name="Overlap">How long the old one still opens: PT0S to P30D, PT24H without it.</param>
sealed record Rotation(TimeSpan? Overlap = null)
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public TimeSpan Length => Overlap ?? TimeSpan.FromHours(24);

    public void Check(Complaints complaints) => complaints.Between("overlap", Overlap, TimeSpan.Zero, Longest);
}

/// <summary>A key that was made. It is told this once.</summary>
sealed record MadeKey(string Id, string Key);

/// <summary>A key, without what opens.</summary>
sealed record KeyView(
    string Id,
    string Name,
    Role Role,
    IReadOnlyList<string>? Sources,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? PreviousUntil,
    DateTimeOffset CreatedAt,
    int? RequestsPerSecond,
    int? MaxBodyBytes,
    long Version
);
