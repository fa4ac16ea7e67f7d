using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>An open store: every port that it stands behind. Disposing it makes durable what was accepted, then closes.</summary>
public interface IStore : IAsyncDisposable
{
    ICommits Commits { get; }
    IEntities Entities { get; }
    IOpenEvents OpenEvents { get; }
    ICatalogueReads Catalogue { get; }
    IDueTimes DueTimes { get; }
    IOutbox Outbox { get; }
    ITelemetryLog Telemetry { get; }
    ITelemetryRollups Rollups { get; }
    ITelemetryReads TelemetryReads { get; }
    IRetention Retention { get; }
    ITombstones Tombstones { get; }
    IEventReads Events { get; }
    IAttachments Attachments { get; }
    ICatalogueLists CatalogueLists { get; }
    IFeed Feed { get; }
    IKeys Keys { get; }
    IJournals Journals { get; }
    IAnswers Answers { get; }
    IAudit Audit { get; }
    IPeople People { get; }
    ISessions Sessions { get; }
    IStoreHealth Health { get; }
}
