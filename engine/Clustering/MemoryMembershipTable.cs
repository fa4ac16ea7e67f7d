using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The members of a cluster whose silos all live in one process, such as that of a test. It lasts as long as the process.</summary>
sealed class MemoryMembershipTable : IMembershipTable
{
    static readonly ConcurrentDictionary<string, MemoryMembershipTable> Clusters = new(StringComparer.Ordinal);

    readonly Lock _gate = new();
    readonly TimeProvider _clock;
    readonly List<Row> _rows = [];
    readonly List<Vote> _votes = [];
    readonly Dictionary<string, int> _generations = new(StringComparer.Ordinal);
    long _number;
    ReadOnlyMemory<byte> _secret;

    internal MemoryMembershipTable(TimeProvider clock) => _clock = clock;

    /// <summary>The same one for all who name the cluster.</summary>
    internal static MemoryMembershipTable Of(string cluster, TimeProvider clock) =>
        Clusters.GetOrAdd(cluster, static (_, clock) => new(clock), clock);

    public Task<string?> Prepare(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<Snapshot> Read(CancellationToken cancellation) =>
        Change(() => new Snapshot(_number, _secret, [.. _rows.Select(row => new MemberRow(row.Member, Left(row), row.Acknowledged))]));

    public Task<SiloAddress?> Join(Member member, long seen, ReadOnlyMemory<byte> secret, TimeSpan lease, CancellationToken cancellation) =>
        Change(() =>
        {
            if (seen != _number)
                return null;
            var (endpoint, wanted) = (member.Address.Endpoint, member.Address.Generation);
            var generation = _generations.TryGetValue($"{endpoint}", out var last) ? Math.Max(last + 1, wanted) : wanted;
            _generations[$"{endpoint}"] = generation;
            var address = SiloAddress.New(endpoint, generation);
            _rows.Add(new(member with { Address = address }) { Until = Until(lease) });
            _secret = _secret.IsEmpty ? secret : _secret;
            _number++;
            return address;
        });

    public Task<long?> Renew(Renewal renewal, CancellationToken cancellation) =>
        Change(() =>
        {
            if (Find(renewal.Member) is not { } row)
                return default(long?);
            row.Until = Until(renewal.Lease);
            row.Acknowledged = Math.Max(row.Acknowledged, renewal.Acknowledged);
            return _number;
        });

    public Task<bool> Evict(Eviction eviction, CancellationToken cancellation) =>
        Change(() =>
        {
            var row = Find(eviction.Member);
            var may = row is not null && Find(eviction.By) is not null && eviction.Seen == _number;
            if (!may || Left(row!) > (eviction.LeaseLeft ?? TimeSpan.MaxValue))
                return false;
            _number++;
            return _rows.Remove(row!);
        });

    public Task<bool> Leave(SiloAddress member, long seen, CancellationToken cancellation) =>
        Change(() =>
        {
            if (Find(member) is not { } row || seen != _number)
                return false;
            row.Member = row.Member with { TakesGrains = false };
            _number++;
            return true;
        });

    public Task Depart(SiloAddress member, CancellationToken cancellation) =>
        Change(() => _rows.RemoveAll(row => row.Member.Address.Equals(member)));

    public Task<ImmutableArray<Vote>> Votes(SiloAddress by, IReadOnlyCollection<SiloAddress> missed, CancellationToken cancellation) =>
        Change(() =>
        {
            _votes.RemoveAll(vote => vote.By.Equals(by) || Find(vote.By) is null);
            _votes.AddRange(missed.Select(member => new Vote(by, member)));
            return _votes.ToImmutableArray();
        });

    public ValueTask Reset() => ValueTask.CompletedTask;

    /// <summary>It belongs to the cluster, not to whoever speaks to it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<T> Change<T>(Func<T> change)
    {
        lock (_gate)
            return Task.FromResult(change());
    }

    Row? Find(SiloAddress address) => _rows.Find(row => row.Member.Address.Equals(address));

    TimeSpan Left(Row row) => _clock.GetElapsedTime(_clock.GetTimestamp(), row.Until);

    long Until(TimeSpan lease) => _clock.GetTimestamp() + (long)(lease.TotalSeconds * _clock.TimestampFrequency);

    sealed class Row(Member member)
    {
        internal Member Member = member;
        internal long Until;
        internal long Acknowledged;
    }
}
