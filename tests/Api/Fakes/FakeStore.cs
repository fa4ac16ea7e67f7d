using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Watchfloor.Catalogue;
using Watchfloor.Store;
using Watchfloor.Tenants;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>Keys, catalogue and health in memory.</summary>
sealed class FakeStore : IKeys, ICatalogueLists, IStoreHealth
{
    public const string AdminKey = "wf_admin-key-for-tests";
    public const string OperatorKey = "wf_operator-key-for-tests";
    public const string IngestKey = "wf_ingest-key-for-tests";

    readonly ConcurrentDictionary<string, KeyHolder> _keys = new(StringComparer.Ordinal)
    {
        [AdminKey] = new("key-admin", "Ana", Role.Admin, TenantId.Default),
        [OperatorKey] = new("key-operator", "Ben", Role.Operator, TenantId.Default),
        [IngestKey] = new("key-ingest", "Connector", Role.Ingest, TenantId.Default),
    };

    public ConcurrentDictionary<(string Kind, string Id), object> Entries { get; } = new();

    public string? Trouble { get; set; }

    public Exception? Failure { get; set; }

    public long Facts => 41;

    public long Flushes => 7;

    public int KeyLookups { get; private set; }

    public ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation)
    {
        KeyLookups++;
        return new(_keys.GetValueOrDefault(key) ?? Made(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))));
    }

    KeyHolder? Made(string hash) =>
        Entries
            .Values.OfType<Entry<ApiKeySpec>>()
            .Where(entry => entry.Spec.Hash == hash || entry.Spec.PreviousHash == hash)
            .Select(entry => new KeyHolder(entry.Id, entry.Spec.Name, entry.Spec.Role, TenantId.Default))
            .FirstOrDefault();

    public ValueTask<IReadOnlyList<KeyHolder>> OfInstallation(TenantId tenant, CancellationToken cancellation) =>
        new([.. _keys.Values.Where(holder => holder.Tenant == tenant).OrderBy(holder => holder.Id, StringComparer.Ordinal)]);

    public Task Admit(KeyHolder holder, string key, CancellationToken cancellation)
    {
        _keys[key] = holder;
        return Task.CompletedTask;
    }

    public ValueTask<Listing<Entry<TSpec>>> List<TSpec>(
        TenantId tenant,
        string kind,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        Fail();
        var all = Entries.Where(pair => pair.Key.Kind == kind).OrderBy(pair => pair.Key.Id, StringComparer.Ordinal);
        var items = all.Select(pair => (Entry<TSpec>)pair.Value).Where(entry => string.CompareOrdinal(entry.Id, cursor) > 0).ToList();
        return new(new Listing<Entry<TSpec>>([.. items.Take(limit)], items.Count > limit ? items[limit - 1].Id : null));
    }

    public ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation)
    {
        Fail();
        return new(Entries.GetValueOrDefault((kind, id)) as Entry<TSpec>);
    }

    public ValueTask<long> OutboxDepth(CancellationToken cancellation) => new(3);

    public ValueTask<long> OutboxParked(CancellationToken cancellation) => new(0);

    public ValueTask<long> DueDepth(CancellationToken cancellation) => new(12);

    void Fail()
    {
        if (Failure is { } failure)
            throw failure;
    }
}
