using System.Buffers;
using System.Text.Json;
using Orleans.Codec;
using Orleans.Runtime;
using Orleans.Transport;
using Watchfloor.Tests.Wire;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Silos of yesterday's version must understand today's frames, and the other way round.</summary>
public sealed class FrameTests
{
    static readonly byte[] Plain = Stranger.Call<IPlace>("test-place", "k", nameof(IPlace.Count), 7);

    static readonly byte[] Full = Stranger.Call<IPlace>(
        "test-place",
        "k",
        nameof(IPlace.WhereIs),
        7,
        request =>
        {
            request.Sends = 2;
            request.Context = new() { ["who"] = "ana" };
            request.Cancellation = new(request, default);
            request.Arrival = new(null!, 1, GrainId.Create("test-caller", "c"));
            request.GetType().GetField("other")!.SetValue(request, "next");
        }
    );

    [Fact]
    public void Frames_keep_their_bytes()
    {
        var header = new byte[Frames.Header];
        Frames.WriteHeader(header, FrameKind.Request, 5, 3);
        new Golden("frames").Matches(
            from frame in new (string Name, byte[] Bytes)[] { ("header", header), ("call", Plain), ("call with all", Full) }
            select (frame.Name, JsonSerializer.Serialize(Convert.ToHexString(frame.Bytes)))
        );
    }

    [Fact]
    public void Kinds_of_frames_keep_their_numbers() =>
        new Golden("frame-kinds").Matches(Enum.GetValues<FrameKind>().Select(static kind => (kind.ToString(), ((int)kind).ToString())));

    [Fact]
    public void A_call_is_read_as_it_was_written()
    {
        var reader = new Reader(Convert.FromHexString((string)new Golden("frames").Yesterday["call with all"]!), null!);

        var head = CallFrame.ReadHead(reader);

        Assert.Equal(
            ("test-place/k", "test-caller/c", nameof(IPlace.WhereIs), 7, 2, true),
            (head.Target.ToString(), head.Source.ToString(), head.Method.Method.Name, head.View, head.Sends, head.CanBeCancelled)
        );
        Assert.Equal("ana", head.Context!["who"]);
        Assert.Equal("next", Codecs.Read<string>(reader));
    }

    [Fact]
    public void What_a_later_version_adds_to_the_head_is_skipped()
    {
        var head = BitConverter.ToInt32(Full);
        byte[] later = [.. BitConverter.GetBytes(head + 3), .. Full.AsSpan(4, head), 9, 9, 9, .. Full.AsSpan(4 + head)];
        var reader = new Reader(later, null!);

        Assert.Equal("test-place/k", CallFrame.ReadHead(reader).Target.ToString());
        Assert.Equal("next", Codecs.Read<string>(reader));
    }

    [Fact]
    public void A_method_that_this_version_does_not_have_is_named_in_the_error()
    {
        using var writer = new Writer();
        TypeNames.Write(writer, typeof(IPlace));
        writer.Text("Fly");

        Assert.Contains(
            "IPlace has no method 'Fly'",
            Assert.Throws<MissingMethodException>(() => MethodNames.Find(writer.Written.Span)).Message
        );
    }

    [Fact]
    public void Frames_are_found_however_the_bytes_are_cut()
    {
        var bytes = new byte[Frames.Header + 3];
        Frames.WriteHeader(bytes, FrameKind.Result, 9, 3);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var part = new ReadOnlySequence<byte>(bytes, 0, cut);
            Assert.False(Frames.TryRead(ref part, out _, out _, out _));
            Assert.Equal(cut, part.Length);
        }
        var whole = new ReadOnlySequence<byte>([.. bytes, .. bytes, 1]);
        Assert.True(Frames.TryRead(ref whole, out _, out _, out _));
        Assert.True(Frames.TryRead(ref whole, out var kind, out var number, out var body));
        Assert.Equal((FrameKind.Result, 9, 3, 1), (kind, number, body.Length, whole.Length));
    }
}
