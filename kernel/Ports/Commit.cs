using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>
/// Everything that one decision changes: the facts, the document, the due time, effects, claims and the request. All of
/// it becomes durable in one transaction, or none. Each fact takes one version: the first is <c>Expected + 1</c>.
/// </summary>
public sealed record Commit
{
    public required EntityId Entity { get; init; }

    /// <summary>The version that the decision was made on. Another one in the store fails the commit.</summary>
    public required long Expected { get; init; }

    public required ImmutableArray<RecordedFact> Facts { get; init; }

    /// <summary>The state after the facts, as the grain reads it back.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>As readers see it; null where there is nothing to read any more.</summary>
    public required ReadOnlyMemory<byte>? View { get; init; }

    public required ImmutableArray<Column> Columns { get; init; }

    /// <summary>When it must be woken next; null disarms.</summary>
    public required Due? Due { get; init; }

    public required ImmutableArray<OutboxMessage> Outbox { get; init; }

    public required ImmutableArray<Claim> Claims { get; init; }

    /// <summary>The wish that this answers; null for a tick.</summary>
    public required RequestId? Request { get; init; }

    /// <summary>The id of the person or program that asked, never a name.</summary>
    public required string Actor { get; init; }

    /// <summary>The W3C <c>traceparent</c> that it is part of, for journal and outbox; null where nobody traces.</summary>
    public string? Trace { get; init; }

    /// <summary>The feature level that whoever reads its facts and messages must have.</summary>
    public int Level { get; init; } = FeatureLevels.First;

    /// <summary>The version after it.</summary>
    public long Version => Expected + Facts.Length;
}

/// <summary>A fact under its registered name, as JSON.</summary>
public readonly record struct RecordedFact(string Name, ReadOnlyMemory<byte> Data, DateTimeOffset At);

/// <summary>A deadline; <paramref name="Rank"/> 1 goes before 9 when many are due.</summary>
public readonly record struct Due(DateTimeOffset At, int Rank);

/// <summary>A command on its way to another grain, under its alias, as JSON.</summary>
public sealed record OutboxMessage(EntityId Target, string Command, ReadOnlyMemory<byte> Data);

/// <summary>One occurrence of one source belongs to one event, for ever: <c>(tenant, source, externalId) → eventId</c>.</summary>
public sealed record Claim(TenantId Tenant, string Source, string ExternalId, string EventId);

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    /// <summary>Durable.</summary>
    public sealed record Committed : CommitResult
    {
        public static Committed Instance { get; } = new();
    }

    /// <summary>The store holds another version: this activation is stale and must be dropped.</summary>
    public sealed record Conflict(long Found) : CommitResult;

    /// <summary>The wish was granted before, at this version.</summary>
    public sealed record Repeated(long Version) : CommitResult;

    /// <summary>The occurrence belongs to another event.</summary>
    public sealed record Claimed(string EventId) : CommitResult;
}
