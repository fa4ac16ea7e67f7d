using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.History;

/// <summary>Asks the journals how things looked.</summary>
sealed class Histories(GrainCalls grains)
{
    /// <summary>Says in an answer of which instant it tells.</summary>
    public const string Header = "Watchfloor-At";

    /// <summary>The view of a thing then, or why there was none to see; neither where it has no past at all.</summary>
    public async Task<(TView? View, ProblemAnswer? Problem)> Of<TView>(
        Caller caller,
        string kind,
        string id,
        string noun,
        DateTimeOffset at,
        HttpResponse response
    )
        where TView : class
    {
        var past = await Ask(caller, kind, id, at);
        response.Headers[Header] = Text(at);
        return past.Kind switch
        {
            PastKind.Seen => (Read<TView>(past), null),
            PastKind.NotYet => (null, ProblemAnswer.NotFound($"The {noun} {id} came later: at {Text(past.At)}.")),
            PastKind.Gone => (null, ProblemAnswer.NotFound($"The {noun} {id} was gone by then: it was taken away at {Text(past.At)}.")),
            _ => (null, null),
        };
    }

    /// <summary>An event then, with the page that would have come next.</summary>
    public async Task<(EventView? View, ProblemAnswer? Problem)> OfEvent(Caller caller, string id, DateTimeOffset at, HttpResponse response)
    {
        var (view, problem) = await Of<EventView>(caller, Kinds.Event, id, "event", at, response);
        if (view is not { Status: EventStatus.New })
            return (view, problem);
        var escalation = await Ask(caller, Kinds.Escalation, id, at);
        return (view with { NextPage = escalation.Kind == PastKind.Seen ? Read<NextPages>(escalation).First() : null }, null);
    }

    Task<Past> Ask(Caller caller, string kind, string id, DateTimeOffset at) =>
        grains.AskKeyed<IHistoryGrain, Past>(caller, HistoryKey.Of(caller.Tenant), grain => grain.At(new(kind, caller.Tenant, id), at));

    static T Read<T>(Past past) =>
        JsonSerializer.Deserialize<T>(past.View!, WireJson.Options) ?? throw new JsonException("the past holds no view");

    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
