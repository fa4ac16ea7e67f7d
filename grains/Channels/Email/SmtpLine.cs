using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Watchfloor.Channels.Email;

/// <summary>
/// A connection to a mail server, line by line. It takes no more of an answer than an answer may have, and nothing that was said before
/// encryption began counts afterwards. Throws <see cref="IOException"/> for what no mail server says.
/// </summary>
sealed class SmtpLine : IAsyncDisposable
{
    const int MostLines = 64;

    readonly TcpClient _client;
    readonly byte[] _heard = new byte[2048];
    Stream _stream;
    int _from;
    int _to;

    SmtpLine(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    /// <summary>How we call ourselves: the address from which we come, since nobody knows which names it has out there.</summary>
    public string Self =>
        ((IPEndPoint)_client.Client.LocalEndPoint!).Address is { AddressFamily: AddressFamily.InterNetworkV6 } six
        && !six.IsIPv4MappedToIPv6
            ? $"[IPv6:{new IPAddress(six.GetAddressBytes())}]"
            : $"[{((IPEndPoint)_client.Client.LocalEndPoint!).Address.MapToIPv4()}]";

    public static async Task<SmtpLine> Open(string host, int port, TimeSpan patience, CancellationToken cancellation)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(patience);
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, soon.Token);
            return new(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>From here on nobody between can read or change what is said.</summary>
    public async Task Encrypt(SslClientAuthenticationOptions options, CancellationToken cancellation)
    {
        if (_from != _to)
            throw new IOException("somebody spoke before encryption began");
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(options, cancellation);
    }

    public async Task<SmtpReply> Say(string line, CancellationToken cancellation)
    {
        await Send(Encoding.ASCII.GetBytes($"{line}\r\n"), cancellation);
        return await Hear(cancellation);
    }

    public async Task Send(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _stream.WriteAsync(bytes, cancellation);
        await _stream.FlushAsync(cancellation);
    }

    public async Task<SmtpReply> Hear(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLine(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException("it does not speak SMTP");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new(code, lines);
        }
        throw new IOException("its answer does not end");
    }

    /// <summary>Says goodbye. Whether it is heard changes nothing of what was done.</summary>
    public async Task Leave(CancellationToken cancellation)
    {
        try
        {
            await Send("QUIT\r\n"u8.ToArray(), cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            _client.Close();
        }
    }

    async Task<string> ReadLine(CancellationToken cancellation)
    {
        while (true)
        {
            var end = Array.IndexOf(_heard, (byte)'\n', _from, _to - _from);
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_heard, _from, end - _from).TrimEnd('\r');
                _from = end + 1;
                return line;
            }
            if (_from > 0)
            {
                Buffer.BlockCopy(_heard, _from, _heard, 0, _to - _from);
                (_from, _to) = (0, _to - _from);
            }
            if (_to == _heard.Length)
                throw new IOException("a line of its answer does not end");
            var read = await _stream.ReadAsync(_heard.AsMemory(_to), cancellation);
            if (read == 0)
                throw new IOException("it hung up");
            _to += read;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }
}
