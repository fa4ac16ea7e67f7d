using System.Text.Json.Serialization;

namespace Watchfloor.Events;

/// <summary>Its conditions come and go too often: since when, and how often by now.</summary>
public sealed record UnstableView(DateTimeOffset Since, int Changes);

/// <summary>It was seen so often, and calls for people from <paramref name="Count"/> times within a time on.</summary>
public sealed record GatheringView(int Seen, int Count, TimeSpan Within);

/// <summary>The next pages that go out if nobody acts, and the ids of the channels that they go to.</summary>
public sealed record NextPage(DateTimeOffset At, int Level, string Policy, IReadOnlyList<string> Targets);

/// <summary>What an event needs of the view of its escalations: which page comes next.</summary>
public sealed record NextPages(IReadOnlyList<NextRun> Runs)
{
    /// <summary>The first that is to come; null: none is.</summary>
    public NextPage? First() =>
        Runs.Where(run => run.NextAt is not null).MinBy(run => run.NextAt) is { NextAt: { } next } run
            ? new(next, run.Level, run.Policy, run.Targets ?? [])
            : null;
}

/// <summary>A policy on its way; views of before do not say whom its next level pages.</summary>
public sealed record NextRun(string Policy, int Level, DateTimeOffset? NextAt, IReadOnlyList<string>? Targets = null);

/// <summary>An SLA policy, as it was called then.</summary>
public sealed record SlaPolicyName(string Id, string Name);

/// <summary>An event as people and programs see it. Instants in UTC.</summary>
public sealed record EventView
{
    /// <summary>Its id; those that the server gives sort by time of creation.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>How bad it is: the worst of its detections. What joined it for the record alone does not count.</summary>
    public required Severity Severity { get; init; }

    /// <summary>1–64 of <c>[a-z0-9._-]</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Where, if anywhere.</summary>
    public string? FacilityId { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>More about it.</summary>
    public string? Description { get; init; }

    /// <summary>Who saw it first.</summary>
    public required string Source { get; init; }

    /// <summary>The occurrence it began with.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Where on the map: as its first detection told, else where its facility lay when it began.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>Free labels.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>When the first detection was made, by its source's clock.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>When it arrived here; SLA counts from it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many detections it holds.</summary>
    public required int Count { get; init; }

    /// <summary>When the newest detection was made, by its source's clock.</summary>
    public required DateTimeOffset LastDetectedAt { get; init; }

    /// <summary>The conditions still open.</summary>
    public required IReadOnlyList<Contributor> Contributors { get; init; }

    /// <summary>Its conditions come and go too often; until they settle it stays one event.</summary>
    public UnstableView? Unstable { get; init; }

    /// <summary>It was not seen often enough yet: it calls for nobody.</summary>
    public GatheringView? Gathering { get; init; }

    /// <summary>When it must be resolved.</summary>
    public required DateTimeOffset SlaDueAt { get; init; }

    /// <summary>When that was missed.</summary>
    public DateTimeOffset? SlaBreachedAt { get; init; }

    /// <summary>When somebody took it.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who took it.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When work began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who said so; <c>system</c> where the last condition cleared.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>When it was done with.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who is to see to it, if anybody in particular.</summary>
    public string? Assignee { get; init; }

    /// <summary>What it goes with.</summary>
    public IReadOnlyList<EventLink> Links { get; init; } = [];

    /// <summary>How many files lie with it.</summary>
    public int Attachments { get; init; }

    /// <summary>An operator has put it off.</summary>
    public AsideView? Shelved { get; init; }

    /// <summary>It means nothing in the present state of the plant.</summary>
    public AsideView? Suppressed { get; init; }

    /// <summary>What reports it is being worked on.</summary>
    public AsideView? OutOfService { get; init; }

    /// <summary>How the house mutes it: maintenance, or an event that inhibits it.</summary>
    public IReadOnlyList<MuteView> Muted { get; init; } = [];

    /// <summary>Since when its SLA stands still; <see cref="SlaDueAt"/> moves on by as much when it goes on.</summary>
    public DateTimeOffset? SlaPausedAt { get; init; }

    /// <summary>The event that it was merged into by hand, and that now holds all that it held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MergedInto { get; init; }

    /// <summary>The event that it was split off from by hand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SplitFrom { get; init; }

    /// <summary>It was told for the record: it never pages anybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Historical { get; init; }

    /// <summary>What its SLA follows, as it was when the event was raised or reopened; null where the usual times hold.</summary>
    public SlaPolicyName? SlaPolicy { get; init; }

    /// <summary>What happens next if nobody acts; null when silent.</summary>
    public NextPage? NextPage { get; init; }

    /// <summary>How many facts its journal holds.</summary>
    public required long Version { get; init; }
}
