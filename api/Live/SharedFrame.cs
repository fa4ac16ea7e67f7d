using Microsoft.AspNetCore.SignalR.Protocol;
using Watchfloor.Events;

namespace Watchfloor.Live;

/// <summary>
/// A frame that many get. Its message is made once, for the name that the first of them gave to the stream; programs of one kind give all of theirs
/// the same. Whoever has another name gets it made anew.
/// </summary>
sealed record SharedFrame(string Cursor, DateTimeOffset At, IReadOnlyList<EventView> Events)
    : LiveFrame(LiveFrameKind.Changes, Cursor, At, Events)
{
    readonly Lock _gate = new();
    (string Stream, ReadOnlyMemory<byte> Message)? _first;

    public ReadOnlyMemory<byte> MessageOf(string stream, IHubProtocol protocol)
    {
        lock (_gate)
        {
            _first ??= (stream, Write(stream, protocol));
            if (_first is var (name, message) && name == stream)
                return message;
        }
        return Write(stream, protocol);
    }

    ReadOnlyMemory<byte> Write(string stream, IHubProtocol protocol) =>
        protocol.GetMessageBytes(new StreamItemMessage(stream, new LiveFrame(Kind, Cursor, At, Events)));
}
