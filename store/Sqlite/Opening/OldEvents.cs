using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Store.Sqlite;

/// <summary>Writes beside the events of an older database what they are found by.</summary>
static class OldEvents
{
    const int Together = 500;

    public static void Fill(Connection connection)
    {
        var (tenant, id) = ("", "");
        while (true)
        {
            var row = connection
                .Sql("SELECT tenant, id, view FROM event WHERE (tenant, id) > (?, ?) AND view IS NOT NULL ORDER BY tenant, id LIMIT ?")
                .Add(tenant)
                .Add(id)
                .Add(Together);
            var events = new List<(string Tenant, string Id, SearchColumns? Found)>();
            while (row.Step())
                events.Add((row.Text(0), row.Text(1), Columns(row.Utf8(2))));
            if (events.Count == 0)
                return;
            foreach (var (t, i, found) in events)
            {
                if (found is not null)
                {
                    connection
                        .Sql("UPDATE event SET terms = ?, lat_e7 = ?, lon_e7 = ? WHERE tenant = ? AND id = ?")
                        .Add(found.Terms)
                        .Add(found.Lat)
                        .Add(found.Lon)
                        .Add(t)
                        .Add(i)
                        .Run();
                }
            }
            (tenant, id, _) = events[^1];
        }
    }

    static SearchColumns? Columns(ReadOnlySpan<byte> view)
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
