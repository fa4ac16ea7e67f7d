using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watchfloor.Store;

/// <summary>What a column of a kind's table holds.</summary>
public enum ColumnType
{
    /// <summary>A string, or the wire word of an enum.</summary>
    Text,

    /// <summary>A whole number or a bool.</summary>
    Integer,

    /// <summary>An instant.</summary>
    Instant,
}

/// <summary>A column that people filter by.</summary>
public readonly record struct TableColumn(string Name, ColumnType Type);

/// <summary>The table of a kind: its name is the kind. Beside these columns each has tenant, id, version, state and view.</summary>
public sealed record EntityTable(string Kind, ImmutableArray<TableColumn> Columns)
{
    static readonly FrozenDictionary<string, EntityTable> ByKind = new EntityTable[]
    {
        new(
            Kinds.Event,
            [
                Text("status"),
                Integer("severity"),
                Text("category"),
                Text("facility_id"),
                Text("title"),
                Text("source"),
                Text("external_id"),
                Instant("detected_at"),
                Instant("received_at"),
                Instant("updated_at"),
                Instant("sla_due_at"),
                Text("assignee"),
                Integer("asides"),
                Text("attachments"),
                Integer("lat_e7"),
                Integer("lon_e7"),
                Text("terms"),
                Text("merged_into"),
                Text("keys"),
            ]
        ),
        new(Kinds.Escalation, [Text("event_id"), Instant("next_at"), Integer("next_level"), Text("next_policy")]),
        new(Kinds.Page, [Text("event_id"), Text("status"), Instant("due_at"), Integer("level"), Text("channel_id")]),
        new(Kinds.Facility, [Text("name")]),
        new(Kinds.Channel, [Text("name"), Text("channel_kind")]),
        new(Kinds.Policy, [Text("name")]),
        new(Kinds.SlaPolicy, [Text("name")]),
        new(Kinds.Rule, [Text("name"), Text("tag")]),
        new(Kinds.CorrelationRule, [Text("name")]),
        new(Kinds.Mapping, [Text("name"), Text("source")]),
        new(Kinds.SavedFilter, [Text("name"), Text("owner")]),
        new(Kinds.Maintenance, [Text("name")]),
        new(Kinds.Inhibition, [Text("name")]),
        new(Kinds.Device, [Integer("rules")]),
        new(Kinds.Tenant, [Text("name")]),
        new(Kinds.Account, [Text("name"), Text("role"), Integer("disabled")]),
        new(
            Kinds.ApiKey,
            [Text("name"), Text("role"), Text("hash"), Text("previous_hash"), Instant("previous_until"), Instant("expires_at")]
        ),
    }
        .Concat(LaterSchema.Tables)
        .ToFrozenDictionary(table => table.Kind);

    /// <summary>All kinds that are stored.</summary>
    public static IEnumerable<EntityTable> All => ByKind.Values;

    /// <summary>The table of a kind; throws for a kind that has none.</summary>
    public static EntityTable Of(string kind) =>
        ByKind.TryGetValue(kind, out var table) ? table : throw new ArgumentException($"kind '{kind}' has no table", nameof(kind));

    /// <summary>Where a column stands; throws for a column that the table does not have.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }
        throw new ArgumentException($"table '{Kind}' has no column '{column}'", nameof(column));
    }

    static TableColumn Text(string name) => new(name, ColumnType.Text);

    static TableColumn Integer(string name) => new(name, ColumnType.Integer);

    static TableColumn Instant(string name) => new(name, ColumnType.Instant);
}
