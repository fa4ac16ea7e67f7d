using System.Globalization;
using System.Net;

namespace Watchfloor.Tests.Processes;

/// <summary>Where a process listens, as the kernel says it.</summary>
static class Sockets
{
    const string Listening = "0A";

    public static IReadOnlyList<IPEndPoint> ListenedBy(int process)
    {
        var inodes = Directory
            .EnumerateFileSystemEntries($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet();
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(cells => cells[3] == Listening && inodes.Contains(cells[9]))
                .Select(cells => EndPoint(cells[1])),
        ];
    }

    static IPEndPoint EndPoint(string text)
    {
        var (address, port) = (text.Split(':')[0], text.Split(':')[1]);
        // The kernel prints each word of four bytes in the order of the machine.
        var bytes = Convert
            .FromHexString(address)
            .Chunk(4)
            .SelectMany(word => BitConverter.IsLittleEndian ? word.Reverse() : word)
            .ToArray();
        return new(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
