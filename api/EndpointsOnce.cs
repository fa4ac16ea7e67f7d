using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Watchfloor;

/// <summary>
/// A group of routes makes its endpoints anew for everybody who asks for them, and to make one is to ask its handler for all that is known
/// of it. Where they are made once, so is what stands behind each: a handler is bound once, whoever asks.
/// </summary>
static class EndpointsOnce
{
    /// <summary>After everything was mapped; what is mapped later stands beside it.</summary>
    public static void MakeEndpointsOnce(this IEndpointRouteBuilder app)
    {
        var once = new Once([.. app.DataSources]);
        app.DataSources.Clear();
        app.DataSources.Add(once);
    }

    sealed class Once(IReadOnlyList<EndpointDataSource> sources) : EndpointDataSource
    {
        readonly Lazy<IReadOnlyList<Endpoint>> _endpoints = new(() => [.. sources.SelectMany(source => source.Endpoints)]);

        public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

        public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
    }
}
