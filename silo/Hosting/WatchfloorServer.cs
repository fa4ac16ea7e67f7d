using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>The server process from its start to its stop. What a person must know of a failed start is one sentence.</summary>
public static class WatchfloorServer
{
    /// <summary>Runs until told to stop. Returns the exit code.</summary>
    public static async Task<int> Run(ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var server = Composition.Build(options);
            await server.StartAsync(cancellation);
            await Welcome.Print(server, options, cancellation);
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception e) when (Sentence(e, options) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    static string? Sentence(Exception e, ServerOptions options) =>
        e switch
        {
            StoreRefusedException refused => refused.Message,
            IOException when Busy(e) => $"{options.Urls} is in use: stop what listens there, or choose another address with --urls.",
            UnauthorizedAccessException => $"{options.Data} cannot be used: {e.Message}",
            FormatException or InvalidOperationException when e.Source == "Microsoft.AspNetCore.Server.Kestrel.Core" =>
                $"--urls {options.Urls} cannot be used: {e.Message}",
            _ => null,
        };

    static bool Busy(Exception e) =>
        e is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (e.InnerException is { } inner && Busy(inner));
}
