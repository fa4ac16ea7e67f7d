using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Watchfloor.Live;

/// <summary>SignalR's JSON, which writes a frame that many get once for all of them.</summary>
sealed class FrameProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    readonly JsonHubProtocol _json = new(options);

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        _json.TryParseMessage(ref input, binder, out message);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (message is not StreamItemMessage { Item: SharedFrame frame, InvocationId: { } stream })
            _json.WriteMessage(message, output);
        else if (output is ScreenWriter screen)
            screen.Send(frame.MessageOf(stream, _json));
        else
            output.Write(frame.MessageOf(stream, _json).Span);
    }
}
