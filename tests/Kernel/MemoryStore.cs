using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>The ports in memory, with faults on demand. Semantics as the contract suite of the store asks.</summary>
sealed class MemoryStore : ICommits, IEntities, IOutbox, IDueTimes
{
    readonly Dictionary<EntityId, Task<CommitResult>> _newest = [];
    readonly Lock _lock = new();
    readonly Dictionary<EntityId, StoredEntity> _entities = [];
    readonly Dictionary<(EntityId, RequestId), long> _requests = [];
    readonly Dictionary<(TenantId, string, string), string> _claims = [];
    readonly Dictionary<EntityId, Due> _due = [];
    readonly SortedDictionary<long, Outgoing> _outbox = [];
    readonly List<(EntityId Entity, string Fact)> _journal = [];
    long _seq;
    readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource? _gate;

    public event Action? Added;

    /// <summary>Every fact stored so far, as of now.</summary>
    public (EntityId Entity, string Fact)[] Journal
    {
        get
        {
            lock (_lock)
                return [.. _journal];
        }
    }

    public List<long> Parked { get; } = [];
    public int Loads { get; private set; }

    /// <summary>How often the table of deadlines was read.</summary>
    public int Scans { get; private set; }
    public Queue<Exception> Failures { get; } = new();

    /// <summary>So the next readings of the table of deadlines end.</summary>
    public Queue<Exception> FailedScans { get; } = new();

    /// <summary>Commits of this entity fail so many more times, and so does counting the attempts to reach it.</summary>
    public (EntityId Entity, int Times) Trouble { get; set; }
    public int Partitions => 2;

    /// <summary>Commits of these fail while the test runs.</summary>
    public Func<EntityId, bool> Fails { get; set; } = _ => false;

    /// <summary>Commits of these never end while the test runs.</summary>
    public Func<EntityId, bool> Hangs { get; set; } = _ => false;

    /// <summary>What hung ends.</summary>
    public void End() => _end.TrySetException(new IOException("the test is over"));

    /// <summary>Commits wait until the returned action is called.</summary>
    public Action Hold()
    {
        var gate = _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return () =>
        {
            _gate = null;
            gate.SetResult();
        };
    }

    /// <summary>Those of one entity in the order of the calls, whoever was held back.</summary>
    public Task<CommitResult> Commit(Commit commit)
    {
        lock (_newest)
            return _newest[commit.Entity] = Commit(commit, _newest.GetValueOrDefault(commit.Entity) ?? Task.CompletedTask);
    }

    async Task<CommitResult> Commit(Commit commit, Task before)
    {
        if (_gate is { } gate)
            await gate.Task;
        if (Hangs(commit.Entity))
            await _end.Task;
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var result = Apply(commit);
        if (result is CommitResult.Committed && commit.Outbox.Length > 0)
            Added?.Invoke();
        return result;
    }

    CommitResult Apply(Commit commit)
    {
        lock (_lock)
        {
            if (Failures.TryDequeue(out var failure))
                throw failure;
            if (IsTroubled(commit.Entity) || Fails(commit.Entity))
                throw new IOException("the disk is full");
            if (commit.Request is { } request && _requests.TryGetValue((commit.Entity, request), out var version))
                return new CommitResult.Repeated(version);
            var found = _entities.TryGetValue(commit.Entity, out var stored) ? stored.Version : 0;
            if (found != commit.Expected)
                return new CommitResult.Conflict(found);
            foreach (var claim in commit.Claims)
            {
                if (_claims.TryGetValue((claim.Tenant, claim.Source, claim.ExternalId), out var owner) && owner != claim.EventId)
                    return new CommitResult.Claimed(owner);
                _claims[(claim.Tenant, claim.Source, claim.ExternalId)] = claim.EventId;
            }
            Write(commit);
            return CommitResult.Committed.Instance;
        }
    }

    bool IsTroubled(EntityId entity)
    {
        if (Trouble.Times == 0 || Trouble.Entity != entity)
            return false;
        Trouble = (entity, Trouble.Times - 1);
        return true;
    }

    void Write(Commit commit)
    {
        _entities[commit.Entity] = new(commit.Version, commit.State);
        foreach (var fact in commit.Facts)
            _journal.Add((commit.Entity, fact.Name));
        if (commit.Request is { } wish)
            _requests[(commit.Entity, wish)] = commit.Version;
        _ =
            commit.Due is { } due ? _due[commit.Entity] = due
            : _due.Remove(commit.Entity) ? default
            : default(Due);
        for (var i = 0; i < commit.Outbox.Length; i++)
        {
            var message = commit.Outbox[i];
            _seq++;
            _outbox[_seq] = new(
                _seq,
                commit.Entity,
                message.Target,
                message.Command,
                message.Data,
                new($"{commit.Entity}/{commit.Version}/{i}"),
                0
            );
        }
    }

    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Loads++;
            return new(_entities.GetValueOrDefault(id));
        }
    }

    public ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation)
    {
        lock (_lock)
            return new(_requests.TryGetValue((id, request), out var version) ? version : null);
    }

    public ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation)
    {
        lock (_lock)
            return new([.. _outbox.Values.Where(row => row.Seq > seq && PartitionOf(row.Source) == partition).Take(limit)]);
    }

    public Task Done(IReadOnlyList<long> seqs)
    {
        lock (_lock)
        {
            foreach (var seq in seqs)
                _outbox.Remove(seq);
        }
        return Task.CompletedTask;
    }

    public Task Failed(long seq, int attempts, string reason)
    {
        lock (_lock)
        {
            if (Trouble.Entity == _outbox[seq].Target)
                return Task.FromException(new IOException("the disk is full"));
            _outbox[seq] = _outbox[seq] with { Attempts = attempts };
            return Task.CompletedTask;
        }
    }

    public Task Park(long seq, string reason)
    {
        lock (_lock)
        {
            Parked.Add(seq);
            _outbox.Remove(seq);
        }
        return Task.CompletedTask;
    }

    public ValueTask<long> Depth(CancellationToken cancellation)
    {
        lock (_lock)
            return new(_outbox.Count);
    }

    /// <summary>How many such facts there are; may be asked while grains commit.</summary>
    public int FactsOf(string name)
    {
        lock (_lock)
            return _journal.Count(row => row.Fact == name);
    }

    /// <summary>The same thing under another name, with a deadline of its own, as if it had been stored long ago.</summary>
    public void Plant(EntityId entity, EntityId like, DateTimeOffset at, int rank = 5)
    {
        lock (_lock)
        {
            _entities[entity] = _entities[like];
            _due[entity] = new(at, rank);
        }
    }

    public int PartitionOf(EntityId entity) => entity.Id.Length % Partitions;

    public ValueTask<IReadOnlyList<DueEntry>> Missed(
        int partition,
        DateTimeOffset at,
        DueEntry? behind,
        int limit,
        CancellationToken cancellation
    ) =>
        Read(
            from entry in Due(partition)
            where entry.At <= at
            orderby entry.Rank, entry.At, entry.Entity.Id
            where behind is not { } last || Order(entry).CompareTo(Order(last)) > 0
            select entry,
            limit
        );

    public ValueTask<IReadOnlyList<DueEntry>> Coming(
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    ) => Read(from entry in Due(partition) where entry.At > after && entry.At <= until orderby entry.At select entry, limit);

    public ValueTask<IReadOnlyList<DueEntry>> ComingOf(
        string kind,
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    ) =>
        Read(
            from entry in Due(partition)
            where entry.Entity.Kind == kind && entry.At > after && entry.At <= until
            orderby entry.At
            select entry,
            limit
        );

    static (int, DateTimeOffset, string) Order(DueEntry entry) => (entry.Rank, entry.At, entry.Entity.Id);

    IEnumerable<DueEntry> Due(int partition) =>
        from row in _due
        where PartitionOf(row.Key) == partition
        select new DueEntry(row.Key, row.Value.At, row.Value.Rank);

    ValueTask<IReadOnlyList<DueEntry>> Read(IEnumerable<DueEntry> entries, int limit)
    {
        lock (_lock)
        {
            Scans++;
            if (FailedScans.TryDequeue(out var failure))
                throw failure;
            return new([.. entries.Take(limit)]);
        }
    }
}
