using Watchfloor.Kernel;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Store;

/// <summary>The journals of a PostgreSQL database, to read only. A server may run beside it; no lock is taken.</summary>
public sealed class PostgresJournalReader : IAsyncDisposable
{
    readonly Database _database;

    PostgresJournalReader(Database database)
    {
        _database = database;
        Journals = new PostgresJournals(new Readers(database), commits: null);
    }

    /// <summary>Rewriting is refused.</summary>
    public IJournals Journals { get; }

    /// <summary>Throws <see cref="StoreRefusedException"/> where there is no database of Watchfloor, or one of another version.</summary>
    public static async Task<PostgresJournalReader> Open(string connectionString, CancellationToken cancellation)
    {
        await using (var place = await CopyPlace.Find(connectionString, cancellation))
            Migrations.Require(await place.Versions(cancellation), place.Name);
        return new(new Database(connectionString, new()));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
