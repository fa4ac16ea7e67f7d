using System.ComponentModel;
using System.Net.Sockets;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// The way from the verbs to the cluster that runs: a socket in the data directory, which only its owner can enter. One line asks, the answer
/// is text to its end, and the first character says whether it was done.
/// </summary>
sealed class ClusterDoor : IDisposable
{
    const int Longest = 100; // the system's limit for the path of a socket is 108 bytes
    const char Done = '+';
    const char Refused = '-';

    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly DirectoryInfo? _own;

    /// <summary>Opens it in the directory, or where the path would be too long in one of its own.</summary>
    public ClusterDoor(string data)
    {
        Path = System.IO.Path.Combine(data, "cluster.sock");
        if (System.Text.Encoding.UTF8.GetByteCount(Path) > Longest)
        {
            _own = Directory.CreateTempSubdirectory("watchfloor-");
            Path = System.IO.Path.Combine(_own.FullName, "cluster.sock");
        }
        File.Delete(Path); // of one that was killed
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _socket.Listen();
    }

    public string Path { get; }

    /// <summary>Answers one after another. It ends only by being cancelled, and says so: <see cref="OperationCanceledException"/>.</summary>
    public async Task Serve(Func<string[], Task<string>> answer, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var visitor = await _socket.AcceptAsync(cancellation);
                await using var stream = new NetworkStream(visitor);
                using var reader = new StreamReader(stream, leaveOpen: true);
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                var words = (await reader.ReadLineAsync(cancellation) ?? "").Split(' ');
                await writer.WriteAsync(await Try(answer, words));
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // who asked is gone; the next one comes
            }
        }
    }

    /// <summary>What is said to a wish. Throws <see cref="StoreRefusedException"/> where it was refused, or nobody is there.</summary>
    public static async Task<string> Ask(ClusterFile file, string data, string line, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(file.Door), cancellation);
            await using var stream = new NetworkStream(socket);
            await using var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true };
            using var reader = new StreamReader(stream, leaveOpen: true);
            await writer.WriteLineAsync(line.AsMemory(), cancellation);
            var said = await reader.ReadToEndAsync(cancellation);
            return said switch
            {
                [Done, .. var text] => text,
                [Refused, .. var why] => throw new StoreRefusedException(why),
                _ => throw new StoreRefusedException("The cluster ended before it answered."),
            };
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw ClusterFile.NoneRuns(data);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Path);
        _own?.Delete();
    }

    static async Task<string> Try(Func<string[], Task<string>> answer, string[] words)
    {
        try
        {
            return Done + await answer(words);
        }
        catch (Exception e) when (e is StoreRefusedException or Win32Exception) // a wish that fails ends no cluster
        {
            return Refused + e.Message;
        }
    }
}
