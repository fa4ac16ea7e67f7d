namespace Watchfloor.Store.Postgres;

/// <summary>The people behind accounts. Logins are compared without their case.</summary>
sealed class PostgresPeople(Readers readers, Lane lane) : IPeople
{
    const string Select = "SELECT id, login, name, password_hash, failures, locked_until FROM people WHERE tenant = $1";

    // Whoever writes people does so in turn, so nobody takes a login between the look and the write.
    const string Upsert = """
        WITH put AS (
          INSERT INTO people AS p (tenant, id, login, login_key, name, password_hash, failures, locked_until)
          SELECT $1, $2, $3, $4, $5, $6, $7, $8
          WHERE NOT EXISTS (SELECT FROM people o WHERE o.tenant = $1 AND o.login_key = $4 AND o.id <> $2)
          ON CONFLICT (tenant, id) DO UPDATE SET login = excluded.login, login_key = excluded.login_key, name = excluded.name,
            password_hash = excluded.password_hash, failures = excluded.failures, locked_until = excluded.locked_until
          RETURNING 1
        )
        SELECT EXISTS (SELECT FROM put)
        """;

    // As LockRule says it.
    const string Fail = """
        UPDATE people SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= $1
          THEN $2 + LEAST($4, $3 << LEAST(failures + 1 - $1, $5)::integer) END
        WHERE tenant = $6 AND id = $7
        """;

    public async ValueTask<Person?> Find(TenantId tenant, string id, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), $"{Select} AND id = $2", row => Read(row, tenant), cancellation, tenant.Value, id);

    public async ValueTask<Person?> ByLogin(TenantId tenant, string login, CancellationToken cancellation) =>
        await readers.First(
            Scope.Of(tenant),
            $"{Select} AND login_key = $2",
            row => Read(row, tenant),
            cancellation,
            tenant.Value,
            Logins.Key(login)
        );

    public async ValueTask<IReadOnlyList<Person>> All(TenantId tenant, CancellationToken cancellation) =>
        await readers.Rows(Scope.Of(tenant), $"{Select} ORDER BY login_key", row => Read(row, tenant), cancellation, tenant.Value);

    public Task<bool> Put(Person person)
    {
        Arg[] values =
        [
            person.Tenant.Value,
            person.Id,
            person.Login,
            Logins.Key(person.Login),
            person.Name,
            person.PasswordHash,
            person.Failures,
            Arg.Of(person.LockedUntil),
        ];
        return lane.Enqueue(
            new SideWrite<bool>((statements, _, write) => statements.Add(Upsert, row => write.Result = row.Bool(0), SideWrite.Own(values)))
            {
                GoesInTurn = true,
            }
        );
    }

    public Task Failed(TenantId tenant, string id, LockRule rule, DateTimeOffset now) =>
        lane.Enqueue(
            SideWrite.Of(
                Fail,
                rule.Free,
                Micros.Of(now),
                Micros.Of(rule.First),
                Micros.Of(rule.Longest),
                LockRule.Doublings,
                tenant.Value,
                id
            )
        );

    public Task Passed(TenantId tenant, string id) =>
        lane.Enqueue(SideWrite.Of("UPDATE people SET failures = 0, locked_until = NULL WHERE tenant = $1 AND id = $2", tenant.Value, id));

    public Task Remove(TenantId tenant, string id) =>
        lane.Enqueue(SideWrite.Of("DELETE FROM people WHERE tenant = $1 AND id = $2", tenant.Value, id));

    static Person Read(Row row, TenantId tenant) =>
        new(tenant, row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Int(4), row.IsNull(5) ? null : row.Instant(5));
}
