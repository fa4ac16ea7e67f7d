using Npgsql;

namespace Watchfloor.Silo;

/// <summary>
/// Connections whose questions are small: PostgreSQL would compile the driver's first one, about types, for longer than it takes to answer,
/// at every start.
/// </summary>
static class Uncompiled
{
    /// <summary>The same connection, without compiling.</summary>
    public static string To(string postgres)
    {
        var words = new NpgsqlConnectionStringBuilder(postgres);
        words.Options = $"{words.Options} -c jit=off".TrimStart();
        return words.ConnectionString;
    }
}
