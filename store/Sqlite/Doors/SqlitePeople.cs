namespace Watchfloor.Store.Sqlite;

/// <summary>The people behind accounts. Logins are compared without their case.</summary>
sealed class SqlitePeople(Readers readers, Lane lane) : IPeople
{
    const string Select = "SELECT id, login, name, password_hash, failures, locked_until FROM people WHERE tenant = ?";

    // As LockRule says it.
    const string Fail = """
        UPDATE people SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= ?1
          THEN ?2 + min(?4, ?3 << min(failures + 1 - ?1, ?5)) END
        WHERE tenant = ?6 AND id = ?7
        """;

    public ValueTask<Person?> Find(TenantId tenant, string id, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{Select} AND id = ?").Add(tenant.Value).Add(id);
        return ValueTask.FromResult(row.Step() ? Read(row, tenant) : null);
    }

    public ValueTask<Person?> ByLogin(TenantId tenant, string login, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{Select} AND login_key = ?").Add(tenant.Value).Add(Logins.Key(login));
        return ValueTask.FromResult(row.Step() ? Read(row, tenant) : null);
    }

    public ValueTask<IReadOnlyList<Person>> All(TenantId tenant, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{Select} ORDER BY login_key").Add(tenant.Value);
        var people = new List<Person>();
        while (row.Step())
            people.Add(Read(row, tenant));
        return ValueTask.FromResult<IReadOnlyList<Person>>(people);
    }

    public Task<bool> Put(Person person) => lane.Enqueue(new Upsert(person));

    public Task Failed(TenantId tenant, string id, LockRule rule, DateTimeOffset now) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer
                    .Connection.Sql(Fail)
                    .Add(rule.Free)
                    .Add(Micros.Of(now))
                    .Add(Micros.Of(rule.First))
                    .Add(Micros.Of(rule.Longest))
                    .Add(LockRule.Doublings)
                    .Add(tenant.Value)
                    .Add(id)
                    .Run()
            )
        );

    public Task Passed(TenantId tenant, string id) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer
                    .Connection.Sql("UPDATE people SET failures = 0, locked_until = NULL WHERE tenant = ? AND id = ?")
                    .Add(tenant.Value)
                    .Add(id)
                    .Run()
            )
        );

    public Task Remove(TenantId tenant, string id) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer.Connection.Sql("DELETE FROM people WHERE tenant = ? AND id = ?").Add(tenant.Value).Add(id).Run()
            )
        );

    static Person Read(Statement row, TenantId tenant) =>
        new(tenant, row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Int(4), row.IsNull(5) ? null : row.Instant(5));

    sealed class Upsert(Person person) : Write<bool>
    {
        protected override bool Change(Writer writer)
        {
            var key = Logins.Key(person.Login);
            var other = writer
                .Connection.Sql("SELECT 1 FROM people WHERE tenant = ? AND login_key = ? AND id <> ?")
                .Add(person.Tenant.Value)
                .Add(key)
                .Add(person.Id);
            var isTaken = other.Step();
            other.Rest();
            if (isTaken)
                return false;
            writer
                .Connection.Sql("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .Add(person.Tenant.Value)
                .Add(person.Id)
                .Add(person.Login)
                .Add(key)
                .Add(person.Name)
                .Add(person.PasswordHash)
                .Add(person.Failures)
                .Add(person.LockedUntil is { } until ? Micros.Of(until) : null)
                .Run();
            return true;
        }
    }
}
