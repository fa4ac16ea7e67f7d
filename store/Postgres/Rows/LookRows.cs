using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>What the database holds of everything that doubtful commits name.</summary>
static class LookRows
{
    const string Granted = """
        SELECT q.kind, q.tenant, q.id, q.request_id, q.version
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS i (tenant, kind, id, request_id)
        JOIN requests q ON q.tenant = i.tenant AND q.kind = i.kind AND q.id = i.id AND q.request_id = i.request_id
        """;

    const string Owned = """
        SELECT c.tenant, c.source, c.external_id, c.event_id
        FROM unnest($1::text[], $2::text[], $3::text[]) AS i (tenant, source, external_id)
        JOIN claims c ON c.tenant = i.tenant AND c.source = i.source AND c.external_id = i.external_id
        """;

    public static void Add(Statements look, IReadOnlyList<CommitWrite> commits, Verdicts verdicts)
    {
        foreach (var kind in commits.GroupBy(commit => commit.Table))
            AddVersions(look, kind.Key, [.. kind.Select(commit => commit.Entity).Distinct()], verdicts);

        var wishes = commits.Where(write => write.Commit.Request is not null).ToList();
        if (wishes.Count > 0)
        {
            look.Add(
                Granted,
                row => verdicts.Granted(new(row.Text(0), new(row.Text(1)), row.Text(2)), new(row.Text(3)), row.Long(4)),
                Arg.Texts(wishes.Select(write => write.Entity.Tenant.Value)),
                Arg.Texts(wishes.Select(write => write.Entity.Kind)),
                Arg.Texts(wishes.Select(write => write.Entity.Id)),
                Arg.Texts(wishes.Select(write => write.Commit.Request!.Value.Value))
            );
        }
        var claims = commits.SelectMany(write => write.Claims).ToList();
        if (claims.Count > 0)
        {
            look.Add(
                Owned,
                row => verdicts.Owned(new Claim(new(row.Text(0)), row.Text(1), row.Text(2), row.Text(3))),
                Arg.Texts(claims.Select(claim => claim.Tenant.Value)),
                Arg.Texts(claims.Select(claim => claim.Source)),
                Arg.Texts(claims.Select(claim => claim.ExternalId))
            );
        }
    }

    /// <summary>The event under whose tombstone an entity would lie, as SQL.</summary>
    public static string EventOf(EntityTable table, string id) => table.Kind == Kinds.Page ? $"split_part({id}, '.', 1) COLLATE \"C\"" : id;

    /// <summary>The version that the store holds; of what retention took, that of its tombstone.</summary>
    static void AddVersions(Statements look, EntityTable table, List<EntityId> entities, Verdicts verdicts)
    {
        var buried = Tombstone.Guards(table.Kind)
            ? $"(SELECT t.version FROM tombstones t WHERE t.tenant = i.tenant AND t.id = {EventOf(table, "i.id")})"
            : "0";
        look.Add(
            $"""
            SELECT i.tenant, i.id, coalesce(d.version, {buried}, 0), d.version IS NULL FROM unnest($1::text[], $2::text[]) AS i (tenant, id)
            LEFT JOIN "{table.Kind}" d ON d.tenant = i.tenant AND d.id = i.id
            """,
            row =>
            {
                var entity = new EntityId(table.Kind, new(row.Text(0)), row.Text(1));
                verdicts.Holds(entity, row.Long(2));
                if (row.Bool(3) && row.Long(2) > 0)
                    verdicts.Buried(entity);
            },
            Arg.Texts(entities.Select(entity => entity.Tenant.Value)),
            Arg.Texts(entities.Select(entity => entity.Id))
        );
    }
}
