using System.Text;
using SQLitePCL;

namespace Watchfloor.Store.Sqlite;

/// <summary>A prepared statement: parameters are added in order, then it runs. Columns are counted from 0.</summary>
sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    const int Stack = 512;

    int _parameters;
    bool _active;

    public Statement Add(long value) => Checked(raw.sqlite3_bind_int64(handle, ++_parameters, value));

    public Statement Add(double value) => Checked(raw.sqlite3_bind_double(handle, ++_parameters, value)); // NaN becomes NULL

    public Statement AddNull() => Checked(raw.sqlite3_bind_null(handle, ++_parameters));

    public Statement Add(long? value) => value is { } number ? Add(number) : AddNull();

    public Statement AddBlob(ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(handle, ++_parameters, value));

    /// <summary>Bytes, also none: that is not NULL.</summary>
    public Statement AddBytes(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? Checked(raw.sqlite3_bind_zeroblob(handle, ++_parameters, 0)) : AddBlob(value);

    /// <summary>Text that is UTF-8 already.</summary>
    public Statement AddText(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? AddEmpty() : Checked(raw.sqlite3_bind_text(handle, ++_parameters, value));

    public Statement Add(string? value)
    {
        if (value is null)
            return AddNull();
        if (value.Length == 0)
            return AddEmpty();
        Span<byte> stack = stackalloc byte[Stack];
        var buffer = Encoding.UTF8.GetMaxByteCount(value.Length) <= Stack ? stack : new byte[Encoding.UTF8.GetByteCount(value)];
        return AddText(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }

    /// <summary>Runs it to its end and says how many rows changed. Ready for the next parameters.</summary>
    public int Run()
    {
        while (Step()) { }
        return connection.Changes;
    }

    /// <summary>Goes to the next row; at the end it rests.</summary>
    public bool Step()
    {
        _active = true;
        switch (raw.sqlite3_step(handle))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                Rest();
                return false;
            default:
                var fault = connection.Fault();
                Rest();
                throw fault;
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public double Double(int column) => IsNull(column) ? double.NaN : raw.sqlite3_column_double(handle, column);

    public DateTimeOffset Instant(int column) => Micros.ToInstant(Long(column));

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text or blob, good until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Back to the start, without parameters; ends a read that was left in the middle.</summary>
    public void Rest()
    {
        _parameters = 0;
        if (!_active)
            return;
        _active = false;
        _ = raw.sqlite3_reset(handle); // repeats the fault of the last step, which was thrown
    }

    public void Dispose() => handle.Dispose();

    Statement AddEmpty() => Checked(raw.sqlite3_bind_text(handle, ++_parameters, ""));

    Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw connection.Fault();
}
