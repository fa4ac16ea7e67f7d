using Npgsql;
using NpgsqlTypes;

namespace Watchfloor.Store.Postgres;

/// <summary>A value on its way to the database, with its type said. All text passes <see cref="PgText"/> here.</summary>
readonly record struct Arg(NpgsqlParameter Parameter)
{
    public static implicit operator Arg(string? text) =>
        new(new NpgsqlParameter { Value = text is null ? DBNull.Value : PgText.Write(text), NpgsqlDbType = NpgsqlDbType.Text });

    public static implicit operator Arg(long number) =>
        new(new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint });

    public static implicit operator Arg(int number) =>
        new(new NpgsqlParameter<int> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Integer });

    public static implicit operator Arg(byte[] bytes) =>
        new(new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea });

    public static Arg Of(byte[]? bytes) =>
        new(new NpgsqlParameter { Value = (object?)bytes ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });

    public static Arg Of(DateTimeOffset? instant) =>
        new(new NpgsqlParameter { Value = instant is { } at ? Micros.Of(at) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });

    public static Arg Texts(IEnumerable<string?> texts) =>
        Array([.. texts.Select(text => text is null ? null : PgText.Write(text))], NpgsqlDbType.Text);

    public static Arg Longs(IEnumerable<long> numbers) => Array<long>([.. numbers], NpgsqlDbType.Bigint);

    public static Arg Longs(IEnumerable<long?> numbers) => Array<long?>([.. numbers], NpgsqlDbType.Bigint);

    public static Arg Ints(IEnumerable<int> numbers) => Array<int>([.. numbers], NpgsqlDbType.Integer);

    public static Arg Doubles(IEnumerable<double?> numbers) => Array<double?>([.. numbers], NpgsqlDbType.Double);

    public static Arg Bytes(IEnumerable<byte[]?> values) => Array<byte[]?>([.. values], NpgsqlDbType.Bytea);

    /// <summary>A value of whoever knows what the statement takes.</summary>
    public static Arg Given(object value) => value is string text ? text : new Arg(new NpgsqlParameter { Value = value });

    static Arg Array<T>(T[] values, NpgsqlDbType type) =>
        new(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
}
