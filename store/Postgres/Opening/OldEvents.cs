using System.Text.Json;
using Npgsql;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Store.Postgres;

/// <summary>Writes beside the events of an older database what they are found by.</summary>
static class OldEvents
{
    const int Together = 500;
    const string Next = """
        SELECT tenant, id, view FROM event WHERE (tenant, id) > ($1, $2) AND view IS NOT NULL ORDER BY tenant, id LIMIT $3
        """;
    const string Keep = """
        UPDATE event e SET terms = i.terms, lat_e7 = i.lat, lon_e7 = i.lon
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) AS i (tenant, id, terms, lat, lon)
        WHERE e.tenant = i.tenant AND e.id = i.id
        """;

    public static async Task Fill(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var (tenant, id) = ("", "");
        while (true)
        {
            var events = new List<(string Tenant, string Id, SearchColumns? Found)>();
            await using (var read = new Statements(connection, transaction))
            {
                read.Add(Next, row => events.Add((row.Text(0), row.Text(1), Columns(row.Bytes(2)))), tenant, id, Together);
                await read.Run(cancellation);
            }
            if (events.Count == 0)
                return;
            var found = events.Where(row => row.Found is not null).ToList();
            await using var write = new Statements(connection, transaction);
            write.Add(
                Keep,
                null,
                Arg.Texts(found.Select(row => row.Tenant)),
                Arg.Texts(found.Select(row => row.Id)),
                Arg.Texts(found.Select(row => row.Found!.Terms)),
                Arg.Longs(found.Select(row => row.Found!.Lat)),
                Arg.Longs(found.Select(row => row.Found!.Lon))
            );
            await write.Run(cancellation);
            (tenant, id, _) = events[^1];
        }
    }

    static SearchColumns? Columns(byte[] view)
    {
        try
        {
            return JsonSerializer.Deserialize<EventView>(view, WireJson.Options) is { } seen ? SearchColumns.Of(seen) : null;
        }
        catch (JsonException)
        {
            return null; // no reader can read it either; a check of the database tells of it
        }
    }
}
