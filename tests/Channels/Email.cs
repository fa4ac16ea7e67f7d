using System.Net;
using System.Net.Sockets;
using Watchfloor.Channels;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Channels;

/// <summary>A channel for e-mail whose clock stands, and what it is told.</summary>
static class Email
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 6, 0, 7, TimeSpan.Zero);

    public static EmailChannel Channel { get; } = new(new PlainSecrets(), new StandingClock());

    public static ChannelSpec Spec(string port, params (string Name, string Value)[] more) =>
        new(
            "The mailbox",
            "email",
            [
                new("host", "127.0.0.1"),
                new("port", port),
                new("from", "watch@plant.example"),
                new("to", "ana@plant.example, ben@plant.example"),
                .. more.Select(setting => new ChannelSetting(setting.Name, setting.Value)),
            ]
        );

    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    sealed class PlainSecrets : ISecrets
    {
        public string Open(string sealedValue) => sealedValue["sealed:".Length..];
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
