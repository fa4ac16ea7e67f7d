using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Orleans.Runtime;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>The server process from its start to its stop. What a person must know of a failed start is one sentence.</summary>
public static class WatchfloorServer
{
    /// <summary>The exit code of a life whose place others have.</summary>
    public const int LostMembership = 3;

    /// <summary>Runs until told to stop. Returns the exit code.</summary>
    /// <param name="otherwise">Has the last word about what is registered: a test plays another version.</param>
    public static async Task<int> Run(ServerOptions options, CancellationToken cancellation, Action<IServiceCollection>? otherwise = null)
    {
        try
        {
            await using var server = Composition.Build(options, otherwise);
            if (options.Cluster is { } part)
                await ClusterStart.Prepare(server.Services, part, cancellation);
            if (server.Services.GetService<Rehearsal>() is { } rehearsal)
                await rehearsal.Run(cancellation);
            await server.StartAsync(cancellation);
            await Welcome.Print(server, options, cancellation);
            await server.WaitForShutdownAsync(cancellation);
            return await End(options, cancellation.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (options.Cluster is not null)
        {
            return await End(options, cancellation.IsCancellationRequested); // before it was ready
        }
        catch (Exception e) when (Sentence(e, options) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Nobody but its own silo ends a process of a cluster that was not asked to: when others have its place.</summary>
    static async Task<int> End(ServerOptions options, bool wasAsked)
    {
        if (wasAsked || options.Cluster is not { } part)
            return 0;
        await Console.Error.WriteLineAsync(
            $"{part.Name} is no member of the cluster {part.Cluster} any more: the others serve what it served. Start it again; the log says more."
        );
        return LostMembership;
    }

    static string? Sentence(Exception e, ServerOptions options) =>
        e switch
        {
            StoreRefusedException refused => refused.Message,
            IOException when Busy(e) => $"{options.Urls} is in use: stop what listens there, or choose another address with --urls.",
            NpgsqlException when options.Cluster is not null =>
                $"The database of the cluster cannot be used: {(e is PostgresException told ? told.MessageText : e.Message)}",
            OrleansConfigurationException => e.Message,
            UnauthorizedAccessException => $"{options.Data} cannot be used: {e.Message}",
            FormatException or InvalidOperationException when e.Source == "Microsoft.AspNetCore.Server.Kestrel.Core" =>
                $"--urls {options.Urls} cannot be used: {e.Message}",
            _ => null,
        };

    static bool Busy(Exception e) =>
        e is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (e.InnerException is { } inner && Busy(inner));
}
