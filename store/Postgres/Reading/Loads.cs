using System.Collections.Frozen;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Loads that come together share a way to the database: while one is under way, who comes then waits for the next, which takes all of
/// them. So a flood of new events, or a silo that has just been given its grains, asks some questions and not one for each.
/// </summary>
sealed class Loads(Readers readers, TimeProvider time)
{
    const int TenantsAtOnce = 4;
    const int Most = 256;

    /// <summary>So many ways in all: the others are opened while what is asked on one takes too long, such as on a connection half dead.</summary>
    const int Ways = 4;
    static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(250);

    static readonly FrozenDictionary<string, string> ByKind = EntityTable.All.ToFrozenDictionary(
        table => table.Kind,
        table => Each($"SELECT version, state FROM \"{table.Kind}\" WHERE tenant = $1 AND id = i.id")
    );

    static readonly string Tombstones = Each("SELECT version FROM tombstones WHERE tenant = $1 AND id = i.id");

    readonly Lock _gate = new();
    readonly Queue<Load> _waiting = [];
    int _underWay;
    long _lastTaken;
    bool _isWatched;

    /// <exception cref="ArgumentException">Nothing of that kind is stored anywhere; those who come after are loaded all the same.</exception>
    public Task<StoredEntity?> Of(EntityId id)
    {
        var load = new Load(id, EntityTable.Of(id.Kind));
        lock (_gate)
        {
            _waiting.Enqueue(load);
            if (_underWay == 0)
                OpenWay();
            else if (!_isWatched)
                Watch();
        }
        return load.Done.Task;
    }

    void OpenWay()
    {
        (_underWay, _lastTaken) = (_underWay + 1, time.GetTimestamp());
        // Nothing of the turn that asks goes along: others' loads will.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Run);
    }

    void Watch()
    {
        _isWatched = true;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(OpenMore);
    }

    /// <summary>While any wait, one looks for all of them whether the last were taken too long ago.</summary>
    async Task OpenMore()
    {
        while (Left() is { } left)
            await Task.Delay(left, time);
    }

    /// <summary>How long to wait before the next look; null when nobody waits any more.</summary>
    TimeSpan? Left()
    {
        lock (_gate)
        {
            _isWatched = _waiting.Count > 0;
            if (!_isWatched)
                return null;
            var left = TooLong - time.GetElapsedTime(_lastTaken);
            if (left > TimeSpan.Zero)
                return TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            if (_underWay < Ways)
                OpenWay();
            return TooLong;
        }
    }

    async Task Run()
    {
        while (Take() is { } taken)
        {
            await Parallel.ForEachAsync(
                taken.GroupBy(load => load.Id.Tenant),
                new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce },
                async (ofTenant, _) => await Answer(ofTenant.Key, [.. ofTenant])
            );
        }
    }

    List<Load>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return null;
            }
            _lastTaken = time.GetTimestamp();
            var taken = new List<Load>(Math.Min(_waiting.Count, Most));
            while (taken.Count < Most && _waiting.TryDequeue(out var load))
                taken.Add(load);
            return taken;
        }
    }

    /// <summary>Never fails itself: whatever happens, everybody who waits hears of it, and the way stays open for those who come after.</summary>
    async Task Answer(TenantId tenant, List<Load> loads)
    {
        try
        {
            var questions = QuestionsOf(tenant, loads);
            await readers.Ask(Scope.OfKeys(tenant), questions, () => loads.ForEach(load => load.Found = null), CancellationToken.None);
            loads.ForEach(load => load.Done.SetResult(load.Found));
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            loads.ForEach(load => load.Done.TrySetException(e));
        }
    }

    static List<(string, Action<Row>, Arg[])> QuestionsOf(TenantId tenant, List<Load> loads)
    {
        var questions = new List<(string, Action<Row>, Arg[])>();
        foreach (var ofKind in loads.GroupBy(load => load.Table.Kind))
            Add(ByKind[ofKind.Key], ofKind.GroupBy(load => load.Id.Id), static row => new(row.Long(1), row.Bytes(2)));
        // After the states: what is taken away between the two questions is found here.
        var removable = loads.Where(load => Tombstone.EventOf(load.Id) is not null).ToList();
        if (removable.Count > 0)
            Add(Tombstones, removable.GroupBy(load => Tombstone.EventOf(load.Id)!), static row => new(row.Long(1), default, Removed: true));
        return questions;

        void Add(string sql, IEnumerable<IGrouping<string, Load>> loadsById, Func<Row, StoredEntity> read)
        {
            var byId = loadsById.ToList();
            questions.Add(
                (
                    sql,
                    row =>
                    {
                        var stored = read(row);
                        foreach (var load in byId[(int)row.Long(0) - 1])
                            load.Found ??= stored;
                    },
                    [tenant.Value, Arg.Texts(byId.Select(group => group.Key))]
                )
            );
        }
    }

    // One look by the key for each, whatever the planner believes of a table that was empty a moment ago.
    static string Each(string one) =>
        $"SELECT i.place, found.* FROM unnest($2::text[]) WITH ORDINALITY AS i (id, place) CROSS JOIN LATERAL ({one} OFFSET 0) AS found";

    sealed class Load(EntityId id, EntityTable table)
    {
        public EntityId Id { get; } = id;

        public EntityTable Table { get; } = table;

        public StoredEntity? Found { get; set; }

        public TaskCompletionSource<StoredEntity?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
