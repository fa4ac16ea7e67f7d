using System.CommandLine.Parsing;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Watchfloor.Silo;

/// <summary>
/// Behind a proxy all callers would have its address, and https would read http. What a proxy says of them (X-Forwarded-For, -Proto) is
/// taken from those that were named at the start, as far back as they vouch for each other, and from nobody else.
/// </summary>
static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services, IReadOnlyList<IPNetwork> networks) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
            options.KnownProxies.Clear(); // loopback stands there from the beginning
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network);
        });

    /// <summary>Without any, nobody is heard: with empty lists the middleware would hear everybody.</summary>
    public static void UseTrustedProxies(this WebApplication app, IReadOnlyList<IPNetwork> networks)
    {
        if (networks.Count > 0)
            app.UseForwardedHeaders();
    }

    /// <summary>What stands behind the option, each time it was given.</summary>
    public static IReadOnlyList<IPNetwork> Parse(ArgumentResult given)
    {
        var networks = new List<IPNetwork>();
        foreach (var token in given.Tokens)
        {
            if (Read(token.Value) is { } network)
                networks.Add(network);
            else
                given.AddError($"--trusted-proxy takes an address or a network such as 10.0.0.0/8, not '{token.Value}'.");
        }
        return networks;
    }

    /// <summary>A network such as 10.0.0.0/8, or one address. Null where it is neither.</summary>
    public static IPNetwork? Read(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : null;
    }
}
