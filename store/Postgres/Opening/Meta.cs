using System.Globalization;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>What the database says of its own past.</summary>
/// <param name="Place">Where it stood when it was installed; null before.</param>
/// <param name="Epoch">Of the feed.</param>
/// <param name="XidBase">What is added to the numbers of its transactions.</param>
sealed record Meta(string? Place, string Epoch, long XidBase)
{
    const string All = "SELECT name, value FROM meta WHERE name IN ('epoch', 'xid_base', 'place')";
    const string One = "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    public ulong Feed => ulong.Parse(Epoch, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static async Task<Meta> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var known = new Dictionary<string, string>();
        await using var statements = new Statements(connection);
        await statements.Add(All, row => known[row.Text(0)] = row.Text(1)).Run(cancellation);
        return new(
            known.GetValueOrDefault("place"),
            known.GetValueOrDefault("epoch", ""),
            long.Parse(known.GetValueOrDefault("xid_base", "0"), CultureInfo.InvariantCulture)
        );
    }

    public void Keep(Statements statements) =>
        statements.Add(One, null, "place", Place).Add(One, null, "epoch", Epoch).Add(One, null, "xid_base", $"{XidBase}");
}
