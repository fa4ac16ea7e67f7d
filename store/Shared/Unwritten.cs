using System.Collections.Concurrent;
using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>
/// What the database need not be asked for, because it was never written: who has it alone hears of each event before it is. A flood of new
/// events asks for little else: each for a document that is not there yet, and many for what lies at a place where nothing ever did.
/// </summary>
sealed class Unwritten(IWrittenBefore before, TimeProvider time, bool isAlone)
{
    readonly ConcurrentDictionary<TenantId, Seen> _seen = new();

    /// <summary>A commit is about to be written; told before the database hears of it.</summary>
    public void Tell(Commit commit)
    {
        if (!isAlone || commit.Entity.Kind != Kinds.Event)
            return;
        var seen = Of(commit.Entity.Tenant);
        seen.Ids.Add(commit.Entity.Id);
        if (Text(commit, "category") is not { } category)
            return;
        var facility = Text(commit, "facility_id");
        seen.Open.Add(facility, category);
        if (Text(commit, "merged_into") is not null)
            seen.Merged.Add(facility, category);
    }

    /// <summary>Neither a document nor a tombstone.</summary>
    public bool IsNew(EntityId id) => isAlone && id.Kind == Kinds.Event && Known(id.Tenant) is { } seen && seen.Ids.IsNew(id.Id);

    public bool HasNoneOpen(TenantId tenant, string? facilityId, string category) =>
        isAlone && Known(tenant) is { } seen && seen.Open.IsNew(facilityId, category);

    public bool HasNoneMerged(TenantId tenant, string? facilityId, string category) =>
        isAlone && Known(tenant) is { } seen && seen.Merged.IsNew(facilityId, category);

    Seen Of(TenantId tenant) => _seen.GetOrAdd(tenant, static (tenant, from) => new(tenant, from.before, from.time), (before, time));

    /// <summary>Null while what was written before is not known. Nobody waits for that; he asks.</summary>
    Seen? Known(TenantId tenant) => Of(tenant) is { IsWhole: true } seen ? seen : null;

    static string? Text(Commit commit, string name)
    {
        foreach (var column in commit.Columns)
        {
            if (column.Name == name)
                return (string?)column.Value;
        }
        return null;
    }

    /// <summary>Of a tenant: what this process wrote, and from the first question on what was written before.</summary>
    sealed class Seen(TenantId tenant, IWrittenBefore before, TimeProvider time)
    {
        static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

        int _isAsked;
        volatile bool _isWhole;

        public SeenIds Ids { get; } = new();

        public SeenPlaces Open { get; } = new();

        public SeenPlaces Merged { get; } = new();

        public bool IsWhole
        {
            get
            {
                if (!_isWhole && Interlocked.Exchange(ref _isAsked, 1) == 0)
                {
                    using (ExecutionContext.SuppressFlow())
                        _ = Task.Run(Ask);
                }
                return _isWhole;
            }
        }

        async Task Ask()
        {
            try
            {
                await before.Tell(tenant, Ids, Open, Merged);
                _isWhole = true;
            }
            catch (StoreFailedException)
            {
                await Task.Delay(Pause, time); // what ails the database, others say
            }
            finally
            {
                if (!_isWhole)
                    Volatile.Write(ref _isAsked, 0); // the next question asks anew
            }
        }
    }
}

/// <summary>What was written of a tenant before this process came. What is told twice is added once.</summary>
interface IWrittenBefore
{
    /// <summary>The highest id, removed events included, and the places of open and of merged events, of one more than are kept at most.</summary>
    Task Tell(TenantId tenant, SeenIds ids, SeenPlaces open, SeenPlaces merged);
}
