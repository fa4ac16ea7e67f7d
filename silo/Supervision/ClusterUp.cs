using System.ComponentModel;
using System.Net.Sockets;
using Npgsql;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>The cluster of this machine from its start to its stop. What a person must know of a failed start is one sentence.</summary>
static class ClusterUp
{
    const int SharingViolation = unchecked((int)0x80070020);
    const int WouldBlock = 11;
    const int WouldBlockOnMac = 35;

    /// <summary>Runs until told to stop. Returns the exit code.</summary>
    public static async Task<int> Run(ClusterPlan plan, CancellationToken cancellation)
    {
        try
        {
            PrivateDirectory.Make(plan.Data);
            await using var claim = Claim(plan.Data);
            if (File.Exists(Path.Combine(plan.Data, "watchfloor.db")))
                throw new StoreRefusedException(
                    $"{plan.Data} holds the database of a server that is alone, and a cluster would begin without it: give another --data."
                );
            await Serve(plan, cancellation);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0; // before it was ready
        }
        catch (Exception e) when (Sentence(e, plan) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    static string? Sentence(Exception e, ClusterPlan plan) =>
        e switch
        {
            StoreRefusedException refused => refused.Message,
            UnauthorizedAccessException or IOException => $"{plan.Data} cannot be used: {e.Message}",
            SocketException => $"./run cluster could not ask in {plan.Data}, where no socket can be made: {e.Message}",
            Win32Exception => $"A process of the cluster cannot be started: {e.Message}",
            NpgsqlException => $"The private PostgreSQL of the cluster cannot be used: {e.Message}",
            UriFormatException => $"--urls {plan.Urls} cannot be used: {e.Message}",
            _ => null,
        };

    static async Task Serve(ClusterPlan plan, CancellationToken cancellation)
    {
        var voice = new Voice(plan.Log);
        using var launcher = new Launcher();
        await using var own = plan.Postgres is null ? new PrivateDatabase(plan.Data, launcher, voice.Say) : null;
        if (own is not null)
            await own.Start(cancellation);
        using var door = new ClusterDoor(plan.Data);
        await using var supervisor = new Supervisor(plan, plan.Postgres ?? own!.Connection, launcher, voice);
        await supervisor.Start(door.Path, cancellation);
        voice.Say(
            $"{Count(plan.Silos, "silo")} and {Count(plan.Apis, "api")} serve: {string.Join(", ", supervisor.Workers.Where(IsApi).Select(api => api.Address))}."
        );
        await door.Serve(new ClusterWishes(supervisor).Grant, cancellation);
    }

    static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    static bool IsApi(Worker worker) => worker.Kind == Worker.Api;

    /// <summary>Held while a cluster runs in a directory, or something else has its private PostgreSQL.</summary>
    public static FileStream Claim(string data)
    {
        try
        {
            return new(Path.Combine(data, "cluster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new StoreRefusedException($"A cluster runs in {data} already; ./run cluster status --data {data} tells of it.", e);
        }
    }

    /// <summary>Somebody holds the lock of a file: what the system calls it differs.</summary>
    static bool IsHeld(IOException e) =>
        e.HResult
        == (
            OperatingSystem.IsWindows() ? SharingViolation
            : OperatingSystem.IsMacOS() ? WouldBlockOnMac
            : WouldBlock
        );
}
