using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>A connection of MQTT 3.1.1 that publishes with QoS 1 and waits for the word that the broker has it.</summary>
sealed class MqttLine : ILine
{
    /// <summary>What an exchange ends with: the broker has it.</summary>
    public const int Acknowledged = 4;

    const byte Connect = 0x10;
    const byte PublishOnceAtLeast = 0x32;
    const ushort Packet = 1; // one is under way at a time

    static int s_clients;

    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] _answer = new byte[4];

    public MqttLine(Uri address)
    {
        _socket.ReceiveTimeout = 60_000;
        _socket.Connect(IPAddress.Loopback, address.Port);
        const byte Version = 4;
        const byte CleanSession = 2;
        const byte NeverSilent = 0;
        byte[] hello =
        [
            .. Text("MQTT"),
            Version,
            CleanSession,
            NeverSilent,
            NeverSilent,
            .. Text($"c{Interlocked.Increment(ref s_clients)}"),
        ];
        Ask(Framed(Connect, hello));
        if (_answer is not [0x20, 2, _, 0])
            throw new InvalidDataException($"the broker refused the connection: {Convert.ToHexString(_answer)}");
    }

    public ReadOnlySpan<byte> Body => _answer;

    /// <summary>A message to a topic, with places for numbers.</summary>
    public static RequestForm Publish(string topic, string message, int keys) =>
        RequestForm.Of(
            Framed(PublishOnceAtLeast, [.. Text(topic), Packet >> 8, (byte)Packet, .. Encoding.UTF8.GetBytes(message)]),
            1,
            keys
        );

    /// <summary>The kind of the answer, where it speaks of the message.</summary>
    public int Exchange(ReadOnlySpan<byte> request)
    {
        Ask(request);
        if (BinaryPrimitives.ReadUInt16BigEndian(_answer.AsSpan(2)) != Packet)
            throw new InvalidDataException($"the broker speaks of another message: {Convert.ToHexString(_answer)}");
        return _answer[0] >> 4;
    }

    public void Dispose() => _socket.Dispose();

    void Ask(ReadOnlySpan<byte> request)
    {
        for (var sent = 0; sent < request.Length; )
            sent += _socket.Send(request[sent..]);
        for (var received = 0; received < _answer.Length; )
        {
            var more = _socket.Receive(_answer.AsSpan(received));
            if (more == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            received += more;
        }
    }

    static byte[] Framed(byte kind, byte[] rest)
    {
        var (head, left) = (new List<byte> { kind }, rest.Length);
        do
        {
            head.Add((byte)((left % 128) | (left >= 128 ? 128 : 0)));
            left /= 128;
        } while (left > 0);
        return [.. head, .. rest];
    }

    static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }
}
