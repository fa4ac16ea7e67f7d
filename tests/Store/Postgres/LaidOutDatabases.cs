using System.Collections.Concurrent;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// Databases of the shared server as a store leaves them that was opened once and closed: many tests need one, and to empty one takes a fraction of laying it out
/// anew.
/// </summary>
static class LaidOutDatabases
{
    /// <summary>Keeps what stands there now.</summary>
    const string Remember = """
        CREATE SCHEMA first;
        DO $$
        DECLARE kept text; has boolean;
        BEGIN
          FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', kept) INTO has;
            IF has THEN EXECUTE format('CREATE TABLE first.%1$I AS TABLE public.%1$I', kept); END IF;
          END LOOP;
        END $$
        """;

    /// <summary>What came since goes, whatever would look at it otherwise, and every count begins again.</summary>
    const string Restore = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        SET session_replication_role = replica;
        DO $$
        DECLARE kept text;
        BEGIN
          FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE format('DELETE FROM public.%I', kept); END LOOP;
          FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'first' LOOP
            EXECUTE format('INSERT INTO public.%1$I SELECT * FROM first.%1$I', kept);
          END LOOP;
        END $$;
        SELECT setval(format('public.%I', sequencename)::regclass, start_value, false) FROM pg_sequences WHERE schemaname = 'public'
        """;

    static readonly ConcurrentBag<string> Free = [];

    /// <summary>One that nobody else has.</summary>
    public static async Task<string> Take()
    {
        if (Free.TryTake(out var free))
            return free;
        var server = await PrivatePostgres.Shared;
        var database = await server.Create();
        var tuning = new PostgresTuning { Connecting = PrivatePostgres.Connecting };
        var store = await PostgresStore.Open(server.To(database), new StoreContractClock(), tuning);
        await store.DisposeAsync();
        await server.Sql(database, Remember);
        return database;
    }

    public static async Task GiveBack(string database)
    {
        await (await PrivatePostgres.Shared).Sql(database, Restore);
        Free.Add(database);
    }
}
