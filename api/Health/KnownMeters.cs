namespace Watchfloor.Health;

/// <summary>The meters that are shown, in every way in which they are shown. Their labels have few values.</summary>
public static class KnownMeters
{
    /// <summary>Our own, the engine's, the web server's and the runtime's.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Watchfloor",
        "Microsoft.Orleans",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections",
        "System.Runtime",
    ];
}
