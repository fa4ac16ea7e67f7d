using System.Text.Json;
using Npgsql;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>How the database would answer a question.</summary>
sealed class QueryPlan(string json)
{
    /// <summary>A handful of rows for ever, whatever is done.</summary>
    static readonly string[] Small = ["marks", "meta", "lanes", "keys", "reading_days"];

    /// <summary>What people define by hand: a list of it may be sorted, but only that of its tenant.</summary>
    static readonly string[] Defined =
    [
        "facility",
        "channel",
        "policy",
        "rule",
        "maintenance",
        "inhibition",
        "tenant",
        "account",
        "apikey",
        "people",
    ];

    /// <summary>Hold no more than is set aside, or not closed, at this time.</summary>
    static readonly string[] Few = ["search_by_aside", "search_open", "search_unclosed"];

    /// <summary>Holds what came just now, and no more than a search can go through.</summary>
    static readonly string[] Bounded = ["event_unindexed"];

    /// <summary>Why it would take the longer the more rows there are, or null.</summary>
    public string? Fault { get; } =
        Find(JsonDocument.Parse(json).RootElement[0].GetProperty("Plan"), table: "", isLimited: false, isSorted: false);

    public override string ToString() => json;

    /// <summary>For these values.</summary>
    public static async Task<QueryPlan> Of(NpgsqlConnection connection, string sql, Arg[] values)
    {
        await using var command = new NpgsqlCommand($"EXPLAIN (FORMAT JSON) {sql}", connection);
        foreach (var value in values)
            command.Parameters.Add(value.Parameter.Clone());
        return await Ask(connection, command);
    }

    /// <summary>For whatever values: the plan that the database keeps for a question that comes often.</summary>
    public static async Task<QueryPlan> OfAny(NpgsqlConnection connection, string sql, Arg[] values)
    {
        var types = string.Join(", ", values.Select(value => value.Parameter.DataTypeName ?? value.Parameter.PostgresType?.Name));
        var name = values.Length == 0 ? "p" : $"p({types})";
        await Run(connection, $"DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; PREPARE {name} AS {sql}");
        var execute = values.Length == 0 ? "p" : $"p({string.Join(", ", values.Select(_ => "NULL"))})";
        await using var command = new NpgsqlCommand($"EXPLAIN (FORMAT JSON) EXECUTE {execute}", connection);
        return await Ask(connection, command);
    }

    static async Task<QueryPlan> Ask(NpgsqlConnection connection, NpgsqlCommand command)
    {
        // As readers have it, for the server's own work and that of a tenant alike.
        await Run(
            connection,
            "SET jit = off; SET enable_seqscan = off; SET watchfloor.tenant = 'main'; SET watchfloor.system = 'on'; SET watchfloor.horizon = '9000'"
        );
        return new((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    static string? Find(JsonElement node, string table, bool isLimited, bool isSorted)
    {
        var kind = node.GetProperty("Node Type").GetString()!;
        table = node.TryGetProperty("Relation Name", out var name) ? name.GetString()! : table; // a bitmap's is named above it
        isLimited |= kind == "Limit";
        isSorted |= kind is "Sort" or "Aggregate" or "Group"; // an incremental sort reads no more than it gives
        if (kind == "Seq Scan" && !Small.Contains(table) && !Defined.Contains(table))
            return $"all of {table} is looked at";
        var isFew = node.TryGetProperty("Index Name", out var index) && Few.Contains(index.GetString());
        if (!isFew && !Bounded.Contains(table) && kind is "Index Scan" or "Index Only Scan" or "Bitmap Index Scan")
        {
            // Walking along an index, or the part of a tenant, is fine for a page of it, not for all.
            var condition = node.TryGetProperty("Index Cond", out var given) ? given.GetString()! : "";
            var isWide =
                condition.Length == 0
                || !condition.Contains(" AND ", StringComparison.Ordinal)
                    && (condition.Contains("(tenant = ") || condition.Contains("(kind = "));
            if (isWide && !(isLimited && !isSorted) && !Small.Contains(table) && !Defined.Contains(table))
                return $"{table} is walked through along an index: {condition}";
        }
        return node.TryGetProperty("Plans", out var parts)
            ? parts.EnumerateArray().Select(part => Find(part, table, isLimited, isSorted)).FirstOrDefault(fault => fault is not null)
            : null;
    }
}
