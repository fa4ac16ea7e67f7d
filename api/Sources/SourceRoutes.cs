using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Answers;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Sources;

/// <summary>A body in the words of one kind of source, which knows what they come to.</summary>
interface IReporting
{
    /// <summary>Complains of what makes no sense; else what it reports.</summary>
    Report? Read(Complaints complaints, DateTimeOffset now);
}

/// <summary>The doors of sources that have words of their own.</summary>
static class SourceRoutes
{
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        api.MapSource<ScadaAlarm>("/scada").Says("ingestScada", "An alarm of a SCADA system is active or cleared");
        api.MapSource<AmiEvent>("/ami").Says("ingestAmi", "A meter or its head end tells a code, such as leak, tamper or no-read");
    }

    /// <summary>What the first answer about one report looks like.</summary>
    public static Results<BriefCreated<Reported>, BriefOk<Reported>, ProblemAnswer> ToAnswer(this Taken taken)
    {
        if (taken.Problem is { } problem)
            return problem;
        return taken.Done!.Outcome == IngestOutcome.Created
            ? Brief.Created($"/api/v1/events/{taken.Done.EventId}", taken.Done)
            : Brief.Ok(taken.Done);
    }

    static RouteHandlerBuilder MapSource<TBody>(this IEndpointRouteBuilder api, string path)
        where TBody : class, IReporting =>
        api.MapPost($"/events/ingest{path}", Take<TBody>)
            .WithTags("Sources")
            .RequireAuthorization(Doors.Ingest)
            .WithMetadata(new MachineInput());

    static async Task<Results<BriefCreated<Reported>, BriefOk<Reported>, ProblemAnswer>> Take<TBody>(
        Body<TBody> body,
        Wish wish,
        Caller caller,
        Intake intake,
        CancellationToken cancellation
    )
        where TBody : class, IReporting
    {
        var complaints = new Complaints();
        var report = body.Value.Read(complaints, intake.Now);
        if (complaints.Problem is { } problem)
            return problem;
        return (await intake.Take(caller, report!, wish.Request, cancellation)).ToAnswer();
    }
}
