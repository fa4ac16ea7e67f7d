using System.Collections.Concurrent;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>People in memory.</summary>
sealed class FakePeople : IPeople
{
    readonly ConcurrentDictionary<(TenantId, string), Person> _people = new();

    public ValueTask<Person?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        new(_people.GetValueOrDefault((tenant, id)));

    public ValueTask<Person?> ByLogin(TenantId tenant, string login, CancellationToken cancellation) =>
        new(_people.Values.FirstOrDefault(person => person.Tenant == tenant && Same(person.Login, login)));

    public ValueTask<IReadOnlyList<Person>> All(TenantId tenant, CancellationToken cancellation) =>
        new([.. _people.Values.Where(person => person.Tenant == tenant).OrderBy(person => person.Login, StringComparer.OrdinalIgnoreCase)]);

    public Task<bool> Put(Person person)
    {
        var isTaken = _people.Values.Any(other =>
            other.Tenant == person.Tenant && other.Id != person.Id && Same(other.Login, person.Login)
        );
        if (!isTaken)
            _people[(person.Tenant, person.Id)] = person;
        return Task.FromResult(!isTaken);
    }

    public Task Failed(TenantId tenant, string id, LockRule rule, DateTimeOffset now)
    {
        var failures = _people[(tenant, id)].Failures + 1;
        _people[(tenant, id)] = _people[(tenant, id)] with { Failures = failures, LockedUntil = rule.Until(failures, now) };
        return Task.CompletedTask;
    }

    public Task Passed(TenantId tenant, string id)
    {
        _people[(tenant, id)] = _people[(tenant, id)] with { Failures = 0, LockedUntil = null };
        return Task.CompletedTask;
    }

    public Task Remove(TenantId tenant, string id)
    {
        _people.TryRemove((tenant, id), out _);
        return Task.CompletedTask;
    }

    static bool Same(string one, string other) => Logins.Key(one) == Logins.Key(other);
}

/// <summary>Sessions in memory. Whether they ran out is for the api to see, whose clock goes ahead.</summary>
sealed class FakeSessions : ISessions
{
    readonly ConcurrentDictionary<string, StoredSession> _sessions = new(StringComparer.Ordinal);

    public int Lookups { get; private set; }

    /// <summary>What another process does meanwhile.</summary>
    public Action? BeforeRenewal { get; set; }

    public ValueTask<StoredSession?> Find(ReadOnlyMemory<byte> hash, CancellationToken cancellation)
    {
        Lookups++;
        return new(_sessions.GetValueOrDefault(Name(hash)));
    }

    public Task Begin(StoredSession session, int most)
    {
        _sessions[Name(session.Hash)] = session;
        var own = _sessions.Values.Where(other => other.Holder.Tenant == session.Holder.Tenant && other.Holder.Id == session.Holder.Id);
        foreach (var old in own.OrderByDescending(other => other.Until).ThenByDescending(other => other.Since).Skip(most).ToList())
            _sessions.TryRemove(Name(old.Hash), out _);
        return Task.CompletedTask;
    }

    public Task Renew(ReadOnlyMemory<byte> hash, DateTimeOffset until)
    {
        BeforeRenewal?.Invoke();
        if (_sessions.TryGetValue(Name(hash), out var session) && session.Until < until)
            _sessions.TryUpdate(Name(hash), session with { Until = until }, session);
        return Task.CompletedTask;
    }

    public Task End(ReadOnlyMemory<byte> hash)
    {
        _sessions.TryRemove(Name(hash), out _);
        return Task.CompletedTask;
    }

    public Task EndAll(TenantId tenant, string holderId, ReadOnlyMemory<byte> but = default)
    {
        foreach (var (name, session) in _sessions)
        {
            if (session.Holder.Tenant == tenant && session.Holder.Id == holderId && name != Name(but))
                _sessions.TryRemove(name, out _);
        }
        return Task.CompletedTask;
    }

    static string Name(ReadOnlyMemory<byte> hash) => Convert.ToHexString(hash.Span);
}

/// <summary>The audit in memory; it can fail.</summary>
sealed class FakeAudit : IAudit
{
    readonly ConcurrentQueue<AuditEntry> _entries = new();
    ConcurrentBag<TaskCompletionSource> _underWay = [];

    public IEnumerable<AuditEntry> Entries => _entries;

    public Exception? Failure { get; set; }

    /// <summary>What is never written, whatever else is.</summary>
    public Func<AuditEntry, bool> Refuses { get; set; } = _ => false;

    /// <summary>What comes is not written until it is let go.</summary>
    public bool IsSlow { get; set; }

    public int UnderWay => _underWay.Count;

    public Task Add(AuditEntry entry)
    {
        if (Failure is { } failure)
            return Task.FromException(failure);
        if (Refuses(entry))
            return Task.FromException(new StoreFailedException("unfit"));
        _entries.Enqueue(entry);
        if (!IsSlow)
            return Task.CompletedTask;
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay.Add(written);
        return written.Task;
    }

    /// <summary>What is under way is written.</summary>
    public void LetGo()
    {
        foreach (var written in Interlocked.Exchange(ref _underWay, []))
            written.SetResult();
    }

    public ValueTask<Listing<AuditEntry>> List(
        TenantId tenant,
        AuditFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    ) =>
        new(
            new Listing<AuditEntry>(
                [
                    .. _entries
                        .Reverse()
                        .Where(entry => entry.Tenant == tenant)
                        .Where(entry => filter.Actor is null || entry.Actor == filter.Actor)
                        .Where(entry => filter.Operation is null || entry.Operation == filter.Operation)
                        .Where(entry => !(entry.At < filter.From) && !(entry.At >= filter.To))
                        .Take(limit),
                ],
                null
            )
        );
}
