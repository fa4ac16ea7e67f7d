using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Net;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Members in PostgreSQL. Renewals and reads go over one connection that nobody else has and that stays open, so that they wait for
/// nothing; what may wait for locks goes over connections of its own.
/// </summary>
sealed class AdoNetMembershipTable(AdoNetDatabase database, string cluster, TimeSpan lease) : IMembershipTable
{
    /// <summary>A transaction without life ends after so long, and with it its lock on the row of a member.</summary>
    static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(6);

    /// <summary>Most batches end sooner.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly SemaphoreSlim _line = new(1);
    DbConnection? _connection;
    Reserve? _reserve;

    /// <summary>Well under the lease: an answer that is late is asked for again over a new connection.</summary>
    TimeSpan Patience => lease / 4;

    public async Task<string?> Prepare(CancellationToken cancellation)
    {
        var (_, remark) = await Change<(bool IsDone, string? Remark)>(
            async work =>
            {
                await work.Run(AdoNetTables.Lock);
                await work.Run(AdoNetTables.Create);
                await work.Run(AdoNetTables.Complete);
                return (true, await work.Ask(AdoNetTables.Connections, ("cluster", cluster)) as string);
            },
            cancellation
        );
        return remark;
    }

    public Task<Snapshot> Read(CancellationToken cancellation) =>
        OnLine(
            async work =>
            {
                try
                {
                    return await work.Read(AdoNetTables.Read, SnapshotOf, ("cluster", cluster));
                }
                catch (DbException fault) when (fault.SqlState == AdoNetDatabase.UndefinedTable)
                {
                    return Snapshot.Empty;
                }
            },
            cancellation
        );

    public Task<SiloAddress?> Join(Member member, long seen, ReadOnlyMemory<byte> secret, TimeSpan lease, CancellationToken cancellation) =>
        Change(
            async work =>
            {
                await work.Run(AdoNetTables.Begin, ("cluster", cluster), ("secret", secret.ToArray()));
                if (await work.Run(AdoNetTables.NextView, ("cluster", cluster), ("seen", seen)) == 0)
                    return null;
                await work.Run(AdoNetTables.Forget, ("cluster", cluster));
                var generation = await work.Ask(
                    AdoNetTables.Join,
                    [
                        .. RowOf(member.Address),
                        ("name", member.Name),
                        ("level", member.FeatureLevel),
                        ("takes", member.TakesGrains),
                        ("lease", lease.TotalSeconds),
                    ]
                );
                return SiloAddress.New(member.Address.Endpoint, (int)generation!);
            },
            cancellation
        );

    public Task<long?> Renew(Renewal renewal, CancellationToken cancellation) =>
        OnLine(
            async work =>
                (long?)
                    await work.Ask(
                        AdoNetTables.Renew,
                        [
                            .. RowOf(renewal.Member),
                            ("lease", renewal.Lease.TotalSeconds),
                            ("acknowledged", renewal.Acknowledged),
                            ("activations", renewal.Activations),
                        ]
                    ),
            cancellation
        );

    public Task<bool> Evict(Eviction eviction, CancellationToken cancellation) =>
        Held.Use(connection => Evict(connection, eviction, cancellation), cancellation);

    async Task<bool> Evict(DbConnection connection, Eviction eviction, CancellationToken cancellation)
    {
        var row = RowOf(eviction.Member);
        // By itself, before anything waits: a busy member takes the lock of its row again and again, as long as its lease lasts.
        (string, object) left = ("left", (eviction.LeaseLeft ?? lease * 2).TotalSeconds);
        if (eviction.LeaseLeft != TimeSpan.Zero)
            await new AdoNetWork(connection, null, cancellation).Run(AdoNetTables.EndLease, [.. row, left, ("seen", eviction.Seen)]);
        return await InTransaction(
            connection,
            async work =>
                await Seize(work, [.. row, left], cancellation)
                && await work.Run(
                    AdoNetTables.NextViewByMember,
                    ("cluster", cluster),
                    ("seen", eviction.Seen),
                    ("by", $"{eviction.By.Endpoint}"),
                    ("bygeneration", eviction.By.Generation)
                ) == 1
                && await work.Run(AdoNetTables.Evict, row) == 1,
            cancellation
        );
    }

    /// <summary>The batches that passed the fence end first; what stands in the way and is dead is ended from beside.</summary>
    async Task<bool> Seize(AdoNetWork work, (string, object)[] row, CancellationToken cancellation)
    {
        var backend = (await work.Ask(AdoNetTables.Self))!;
        var seizing = work.Ask(AdoNetTables.Seize, row);
        while (await Task.WhenAny(seizing, Task.Delay(Pause, cancellation)) != seizing && !cancellation.IsCancellationRequested)
            try
            {
                await OnLine(line => line.Ask(AdoNetTables.Free, ("backend", backend)), cancellation);
            }
            catch (Exception fault) when (fault is DbException or OperationCanceledException)
            {
                break; // of the database the seizing itself tells
            }
        return await seizing is not null;
    }

    public Task<bool> Leave(SiloAddress member, long seen, CancellationToken cancellation) =>
        Held.Use(
            connection =>
                InTransaction(
                    connection,
                    async work =>
                        await work.Run(AdoNetTables.Leave, RowOf(member)) == 1
                        && await work.Run(AdoNetTables.NextView, ("cluster", cluster), ("seen", seen)) == 1,
                    cancellation
                ),
            cancellation
        );

    public async Task Depart(SiloAddress member, CancellationToken cancellation)
    {
        await Held.Use(connection => new AdoNetWork(connection, null, cancellation).Run(AdoNetTables.Depart, RowOf(member)), cancellation);
    }

    public Task<ImmutableArray<Vote>> Votes(SiloAddress by, IReadOnlyCollection<SiloAddress> missed, CancellationToken cancellation) =>
        Held.Use(
            connection =>
                new AdoNetWork(connection, null, cancellation).Read(
                    AdoNetTables.Vote,
                    VotesOf,
                    [.. RowOf(by), ("missed", missed.Select(static one => one.ToParsableString()).ToArray())]
                ),
            cancellation
        );

    public async ValueTask Reset()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Reset();
        if (_reserve is not null)
            await _reserve.DisposeAsync();
        _line.Dispose();
    }

    /// <summary>For members only: a client needs none.</summary>
    Reserve Held => _reserve ??= new(cancellation => database.Open(Patience + LongestLock, cancellation));

    (string, object)[] RowOf(SiloAddress address) =>
        [("cluster", cluster), ("address", $"{address.Endpoint}"), ("generation", address.Generation)];

    /// <summary>Over the connection that stays open; one after another.</summary>
    async Task<T> OnLine<T>(Func<AdoNetWork, Task<T>> work, CancellationToken cancellation)
    {
        await _line.WaitAsync(cancellation);
        try
        {
            var connection = _connection ??= await database.Open(Patience, cancellation);
            return await work(new(connection, null, cancellation));
        }
        finally
        {
            _line.Release();
        }
    }

    async Task<T> Change<T>(Func<AdoNetWork, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await database.Open(Patience + LongestLock, cancellation);
        return await InTransaction(connection, work, cancellation);
    }

    /// <summary>What comes to nothing is undone.</summary>
    static async Task<T> InTransaction<T>(DbConnection connection, Func<AdoNetWork, Task<T>> work, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(new(connection, transaction, cancellation));
        if (result is not (null or false))
            await transaction.CommitAsync(cancellation);
        return result;
    }

    static async Task<Snapshot> SnapshotOf(DbDataReader reader, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<MemberRow>();
        var (number, secret) = (0L, Array.Empty<byte>());
        while (await reader.ReadAsync(cancellation))
        {
            (number, secret) = (reader.GetInt64(0), await reader.GetFieldValueAsync<byte[]>(1, cancellation));
            if (await reader.IsDBNullAsync(2, cancellation))
                continue;
            var address = SiloAddress.New(IPEndPoint.Parse(reader.GetString(2)), reader.GetInt32(3));
            var member = new Member(address, reader.GetString(4), reader.GetInt32(5), reader.GetBoolean(6));
            rows.Add(new(member, TimeSpan.FromSeconds(reader.GetDouble(8)), reader.GetInt64(7)));
        }
        return new(number, secret, rows.ToImmutable());
    }

    static async Task<ImmutableArray<Vote>> VotesOf(DbDataReader reader, CancellationToken cancellation)
    {
        var votes = ImmutableArray.CreateBuilder<Vote>();
        while (await reader.ReadAsync(cancellation))
            votes.Add(new(SiloAddress.New(IPEndPoint.Parse(reader.GetString(0)), reader.GetInt32(1)), AddressOf(reader.GetString(2))));
        return votes.ToImmutable();

        static SiloAddress AddressOf(string text)
        {
            var at = text.LastIndexOf('@');
            return SiloAddress.New(IPEndPoint.Parse(text[..at]), int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture));
        }
    }
}
