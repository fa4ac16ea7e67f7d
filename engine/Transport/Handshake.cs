using System.Buffers.Binary;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>Who calls: a client has no address.</summary>
sealed record Hello(string Cluster, SiloAddress? Self, SiloAddress Wanted)
{
    /// <summary>The newest version that he speaks.</summary>
    internal ulong Version { get; init; } = Handshake.Version;
}

/// <summary>
/// Both sides prove that they know the secret of the cluster, over nonces of both and everything that was said: who calls begins, so nobody
/// gets a proof out of a silo without having one. Nothing longer than <see cref="Longest"/> is read from who has proven nothing.
/// </summary>
static class Handshake
{
    /// <summary>The newest that is spoken. Both sides say theirs, and both go on with the lower of the two.</summary>
    internal const ulong Version = 1;

    /// <summary>The oldest that is still spoken: that of the release before, so that silos can be replaced one by one.</summary>
    const ulong Oldest = 1;
    internal const int Longest = 1024;
    const int Nonce = 32;
    const string Greeting = "watchfloor-cluster";

    /// <summary>The side that called. Returns who answered: another life of the wanted silo is not the wanted one.</summary>
    internal static async Task<SiloAddress> Offer(Stream stream, Hello hello, ReadOnlyMemory<byte> secret, CancellationToken cancellation)
    {
        var opening = Write(writer =>
        {
            writer.Text(Greeting);
            writer.Unsigned(hello.Version);
            writer.Text(hello.Cluster);
            writer.Text(hello.Self?.ToParsableString() ?? "");
            writer.Text(hello.Wanted.ToParsableString());
            writer.Bytes(RandomNumberGenerator.GetBytes(Nonce));
        });
        await Send(stream, opening, cancellation);
        var challenge = await Receive(stream, cancellation);
        await Send(stream, Proof(secret, "calls", opening, challenge), cancellation);
        Check(await Receive(stream, cancellation), Proof(secret, "answers", opening, challenge));
        var reader = new Reader(challenge, null!);
        CheckVersion(reader.Unsigned());
        return Address(reader.Text());
    }

    /// <summary>The side that was called.</summary>
    internal static async Task<Hello> Answer(
        Stream stream,
        string cluster,
        Func<CancellationToken, Task<(SiloAddress Self, ReadOnlyMemory<byte> Secret)>> self,
        CancellationToken cancellation
    )
    {
        var opening = await Receive(stream, cancellation);
        var hello = Read(opening);
        if (hello.Cluster != cluster)
            throw new AuthenticationException($"It belongs to cluster '{hello.Cluster}'.");
        var (address, secret) = await self(cancellation);
        var challenge = Write(writer =>
        {
            writer.Unsigned(Version);
            writer.Text(address.ToParsableString());
            writer.Bytes(RandomNumberGenerator.GetBytes(Nonce));
        });
        await Send(stream, challenge, cancellation);
        Check(await Receive(stream, cancellation), Proof(secret, "calls", opening, challenge));
        await Send(stream, Proof(secret, "answers", opening, challenge), cancellation);
        return hello;
    }

    static Hello Read(byte[] opening)
    {
        var reader = new Reader(opening, null!);
        if (reader.Text() != Greeting)
            throw new InvalidDataException("It does not speak as a silo.");
        CheckVersion(reader.Unsigned());
        var cluster = reader.Text();
        var self = reader.Text();
        return new(cluster, self.Length == 0 ? null : Address(self), Address(reader.Text()));
    }

    static void CheckVersion(ulong theirs)
    {
        if (theirs < Oldest)
            throw new InvalidDataException($"It speaks version {theirs}, and this side none before {Oldest}.");
    }

    internal static SiloAddress Address(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IPEndPoint.TryParse(text.AsSpan(0, at), out var endpoint) && int.TryParse(text.AsSpan(at + 1), out var generation)
            ? SiloAddress.New(endpoint, generation)
            : throw new InvalidDataException("It gives no address of a silo.");
    }

    static byte[] Proof(ReadOnlyMemory<byte> secret, string side, byte[] opening, byte[] challenge)
    {
        if (secret.IsEmpty)
            throw new AuthenticationException("This side knows no secret of the cluster yet.");
        return HMACSHA256.HashData(
            secret.Span,
            Write(writer =>
            {
                writer.Text(side);
                writer.Block(opening);
                writer.Block(challenge);
            })
        );
    }

    static void Check(byte[] given, byte[] expected)
    {
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
            throw new AuthenticationException("It does not know the secret of the cluster.");
    }

    static byte[] Write(Action<Writer> write)
    {
        using var writer = new Writer();
        write(writer);
        return writer.Written.ToArray();
    }

    static async Task Send(Stream stream, byte[] message, CancellationToken cancellation)
    {
        var bytes = new byte[message.Length + 4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, message.Length);
        message.CopyTo(bytes, 4);
        await stream.WriteAsync(bytes, cancellation);
    }

    static async Task<byte[]> Receive(Stream stream, CancellationToken cancellation)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, cancellation);
        var count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count is <= 0 or > Longest)
            throw new InvalidDataException("It does not speak as a silo.");
        var message = new byte[count];
        await stream.ReadExactlyAsync(message, cancellation);
        return message;
    }
}
