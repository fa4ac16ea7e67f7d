namespace Watchfloor.Kernel;

/// <summary>The one write path of everything that lives. Order per entity is kept.</summary>
public interface ICommits
{
    /// <summary>
    /// Enqueues at once (synchronously, in call order) and completes when durable. Throws where the store failed: then
    /// nobody knows whether it is durable, and the activation must be dropped. Continuations never run on the flushing thread.
    /// </summary>
    Task<CommitResult> Commit(Commit commit);
}

/// <summary>Reads entities back.</summary>
public interface IEntities
{
    /// <summary>The newest durable state, or null where there is none.</summary>
    ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation);

    /// <summary>The version at which an entity granted a wish, or null where it did not (or so long ago that it is forgotten).</summary>
    ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation);

    /// <summary>The <c>traceparent</c> under which an entity came to a version, or null where nobody traced or the store does not say.</summary>
    ValueTask<string?> Trace(EntityId id, long version, CancellationToken cancellation) => new((string?)null);
}

/// <summary>
/// A state as it was written. Where retention took the entity away, <paramref name="Removed"/> is true, the state is empty, and the
/// version is not 0: it never begins anew.
/// </summary>
public sealed record StoredEntity(long Version, ReadOnlyMemory<byte> State, bool Removed = false);

/// <summary>Events by what correlates them.</summary>
public interface IOpenEvents
{
    /// <summary>States of the events of this facility and category that are neither resolved nor closed.</summary>
    ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
        TenantId tenant,
        string? facilityId,
        string category,
        CancellationToken cancellation
    );

    /// <summary>
    /// States of the open events under a key (a group, or a condition that they hold or held lately), and of the newest one that is over.
    /// </summary>
    ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(TenantId tenant, string key, CancellationToken cancellation);

    /// <summary>Facilities and categories of which events are neither resolved nor closed; found without a look at the events.</summary>
    ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation);

    /// <summary>
    /// Events of this facility and category that were merged into another one by hand, each with the open event that holds now what it held;
    /// where that one is over too they are left out.
    /// </summary>
    ValueTask<IReadOnlyList<MergedEvent>> Merged(TenantId tenant, string? facilityId, string category, CancellationToken cancellation);

    /// <summary>Whose is this occurrence? Null: nobody's yet.</summary>
    ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation);
}

/// <summary>An event that was merged by hand, when its first detection was made, and the open event that holds now what it held.</summary>
public sealed record MergedEvent(string EventId, DateTimeOffset DetectedAt, string Into);

/// <summary>What people have defined, as grains need it.</summary>
public interface ICatalogueReads
{
    /// <summary>Entries of a kind (facility, channel, policy, rule) that are not removed, by id.</summary>
    ValueTask<IReadOnlyList<Watchfloor.Catalogue.Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation);

    /// <summary>
    /// Whether it is known without a look that nothing of a kind is defined, and that nothing of it is being written; what is written from here on
    /// becomes durable after this answer. False: ask for all.
    /// </summary>
    bool IsKnownEmpty(TenantId tenant, string kind) => false;

    /// <summary>One entry, or null.</summary>
    ValueTask<Watchfloor.Catalogue.Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation);
}
