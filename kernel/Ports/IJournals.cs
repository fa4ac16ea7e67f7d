using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>A fact as it stands in the journal.</summary>
public sealed record JournaledFact(long Version, string Name, ReadOnlyMemory<byte> Data, DateTimeOffset At);

/// <summary>A document as it stands in its table.</summary>
/// <param name="Columns">Those that hold something, in the order of the table: a string, a long or an instant each.</param>
public sealed record StoredDocument(
    EntityId Entity,
    long Version,
    ReadOnlyMemory<byte> State,
    ReadOnlyMemory<byte>? View,
    ImmutableArray<Column> Columns,
    Due? Due
);

/// <summary>The journal of entities, for history and for the proof that documents follow from it.</summary>
public interface IJournals
{
    /// <summary>Facts of an entity after a version, in order.</summary>
    ValueTask<IReadOnlyList<JournaledFact>> Read(EntityId id, long afterVersion, int limit, CancellationToken cancellation);

    /// <summary>
    /// Documents of a kind, of all tenants, in the order of tenant and id, beginning after one (null: at the first). What
    /// retention took away is not among them.
    /// </summary>
    ValueTask<IReadOnlyList<StoredDocument>> Documents(string kind, EntityId? after, int limit, CancellationToken cancellation);

    /// <summary>Facts of several entities of one kind up to the given versions, in the order of entity and version: one read for many.</summary>
    ValueTask<IReadOnlyList<(EntityId Entity, JournaledFact Fact)>> Read(
        IReadOnlyList<StoredDocument> documents,
        CancellationToken cancellation
    );

    /// <summary>
    /// Entities of a kind whose journal goes on beyond their document, or who have none, in the order of tenant and id, beginning
    /// after one. There are none unless a document was lost.
    /// </summary>
    ValueTask<IReadOnlyList<EntityId>> Ahead(string kind, EntityId? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Writes a document as it follows from its journal, whatever stands there (or does not), where the journal ends at that version;
    /// false where it does not. State, view, columns and due time of the commit count; it must carry no facts.
    /// </summary>
    Task<bool> Rewrite(Commit document);
}
