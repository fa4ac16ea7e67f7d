using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Security;

namespace Watchfloor.Notifications;

/// <summary>Which kinds of channel there are, so that a form can be drawn.</summary>
static class ChannelKindsApi
{
    public static void MapChannelKinds(this IEndpointRouteBuilder api) =>
        api.MapGet("/channel-kinds", List)
            .WithTags("Channels")
            .RequireAuthorization(Doors.Direct)
            .Says("listChannelKinds", "The kinds of channel and the fields that each asks for");

    static Ok<All<ChannelKind>> List(IReadOnlyList<ChannelKind> kinds) => TypedResults.Ok(new All<ChannelKind>(kinds));
}
