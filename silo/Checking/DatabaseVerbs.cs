using System.CommandLine;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>What can be done to a database beside serving it. Exit code 0: all is well; 1: it is not, and what is not was said.</summary>
public static class DatabaseVerbs
{
    /// <summary><c>check</c> and <c>rebuild</c>.</summary>
    public static IEnumerable<Command> All(Option<string> data)
    {
        var show = new Option<int>("--show") { Description = "how many differences are told one by one", DefaultValueFactory = _ => 20 };
        var check = new Command("check", "Prove that every document follows from its journal; a server may run meanwhile") { show };
        check.SetAction((given, cancellation) => Guarded(() => Check(given.GetValue(data)!, given.GetValue(show), cancellation)));
        var rebuild = new Command("rebuild", "Write anew what does not follow from its journal; the server must be stopped") { show };
        rebuild.SetAction((given, cancellation) => Guarded(() => Rebuild(given.GetValue(data)!, given.GetValue(show), cancellation)));
        return [check, rebuild];
    }

    /// <summary>Reads everything and changes nothing.</summary>
    public static async Task<int> Check(string data, int show, CancellationToken cancellation)
    {
        using var file = SqliteJournalFile.Open(data);
        var report = new CheckReport(Console.Out, show);
        var counts = await new DatabaseCheck(file.Journals, Replays()).Run(report.Found, cancellation);
        report.End(counts, mended: null);
        return counts.Sum(kind => kind.Differences) == 0 ? 0 : 1;
    }

    /// <summary>Mends what it finds, as far as journals can be told.</summary>
    public static async Task<int> Rebuild(string data, int show, CancellationToken cancellation)
    {
        using var nothingYet = SqliteJournalFile.Open(data); // a directory without a database is refused, not filled
        await using var store = SqliteStore.Open(data, TimeProvider.System);
        var report = new CheckReport(Console.Out, show);
        var mender = new Mender(store.Journals);
        var counts = await new DatabaseCheck(store.Journals, Replays()).Run(
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
