using System.Collections.Immutable;
using System.Globalization;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The value of a typed column, ready to be written: text, a number, or neither.</summary>
readonly record struct ColumnValue(string? Text, long? Number)
{
    /// <summary>In the order of the table; what a commit does not name is null. Throws for a column or a type that does not fit.</summary>
    public static ColumnValue[] Of(EntityTable table, ImmutableArray<Column> columns)
    {
        var values = new ColumnValue[table.Columns.Length];
        foreach (var column in columns)
        {
            var index = table.IndexOf(column.Name);
            values[index] = Of(table.Columns[index].Type, column);
        }
        return values;
    }

    static ColumnValue Of(ColumnType type, Column column) =>
        (type, column.Value) switch
        {
            (_, null) => default,
            (ColumnType.Text, string text) => new(text, null),
            (ColumnType.Instant, DateTimeOffset instant) => new(null, Micros.Of(instant)),
            (ColumnType.Integer, int or long or bool or Enum) => new(null, Convert.ToInt64(column.Value, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"column '{column.Name}' holds {type}, not {column.Value.GetType().Name}", nameof(column)),
        };
}
