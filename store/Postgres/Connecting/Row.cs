using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>The row that a reader stands on. All text passes <see cref="PgText"/> here.</summary>
readonly struct Row(NpgsqlDataReader reader)
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public string Text(int column) => PgText.Read(reader.GetString(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Long(int column) => reader.GetInt64(column);

    public int Int(int column) => reader.GetInt32(column);

    public double Double(int column) => reader.GetDouble(column);

    public bool Bool(int column) => reader.GetBoolean(column);

    public DateTimeOffset Instant(int column) => Micros.ToInstant(Long(column));

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public long[] Longs(int column) => reader.GetFieldValue<long[]>(column);
}
