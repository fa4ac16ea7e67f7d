using System.CommandLine;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>What can be done to a database beside serving it. Exit code 0: all is well; 1: it is not, and what is not was said.</summary>
public static class DatabaseVerbs
{
    /// <summary><c>check</c> and <c>rebuild</c>.</summary>
    public static IEnumerable<Command> All(Option<string> data, Option<string?> postgres)
    {
        var show = new Option<int>("--show") { Description = "how many differences are told one by one", DefaultValueFactory = _ => 20 };
        var check = new Command("check", "Prove that every document follows from its journal; a server may run meanwhile") { show };
        check.SetAction(
            (given, cancellation) =>
                Guarded(() =>
                    Check(
                        given.GetValue(data)!,
                        ClusterFile.DatabaseOf(given.GetValue(postgres), given.GetValue(data)!),
                        given.GetValue(show),
                        cancellation
                    )
                )
        );
        var rebuild = new Command("rebuild", "Write anew what does not follow from its journal; the server must be stopped") { show };
        rebuild.SetAction(
            (given, cancellation) =>
                Guarded(() => Rebuild(given.GetValue(data)!, given.GetValue(postgres), given.GetValue(show), cancellation))
        );
        return [check, rebuild];
    }

    static async Task<int> Check(string data, string? postgres, int show, CancellationToken cancellation)
    {
        if (postgres is not null)
        {
            await using var database = await PostgresJournalReader.Open(postgres, cancellation);
            return await Check(database.Journals, show, cancellation);
        }
        using var file = SqliteJournalFile.Open(data);
        return await Check(file.Journals, show, cancellation);
    }

    static async Task<int> Rebuild(string data, string? postgres, int show, CancellationToken cancellation)
    {
        // Where there is no database it is refused, not made.
        if (postgres is not null)
        {
            await using (await PostgresJournalReader.Open(postgres, cancellation)) { }
            await using var database = await PostgresStore.Open(postgres, TimeProvider.System, cancellation);
            return await Rebuild(database.Journals, show, cancellation);
        }
        using var nothingYet = SqliteJournalFile.Open(data);
        await using var store = SqliteStore.Open(data, TimeProvider.System);
        return await Rebuild(store.Journals, show, cancellation);
    }

    /// <summary>Reads everything and changes nothing.</summary>
    static async Task<int> Check(IJournals journals, int show, CancellationToken cancellation)
    {
        var report = new CheckReport(Console.Out, show);
        var counts = await new DatabaseCheck(journals, Replays()).Run(report.Found, cancellation);
        report.End(counts, mended: null);
        return counts.Sum(kind => kind.Differences) == 0 ? 0 : 1;
    }

    /// <summary>Mends what it finds, as far as journals can be told.</summary>
    static async Task<int> Rebuild(IJournals journals, int show, CancellationToken cancellation)
    {
        var report = new CheckReport(Console.Out, show);
        var mender = new Mender(journals);
        var counts = await new DatabaseCheck(journals, Replays()).Run(
            async difference =>
            {
                await report.Found(difference);
                await mender.Mend(difference);
            },
            cancellation
        );
        await mender.Done();
        report.End(counts, mender.Mended);
        return counts.Sum(kind => kind.Differences) == mender.Mended ? 0 : 1;
    }

    static Replays Replays() => Kernel.Replays.In(typeof(WatchfloorGrains).Assembly.GetTypes());

    static async Task<int> Guarded(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception e) when (e is StoreRefusedException or StoreFailedException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
        }
        return 1;
    }
}
