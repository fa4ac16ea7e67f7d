using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Json;
using Watchfloor.Problems;
using Watchfloor.Sources;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Writes down every call that changes something or tries to. The entry is durable before the answer goes out; of machine input,
/// strangers and callers beyond their rate it is written behind the answer, and of the latter two only so many.
/// </summary>
sealed class AuditTrail(RequestDelegate next, AuditBook book, ApiClock clock)
{
    const string Stranger = "stranger";
    const string SignInOperation = "signIn";
    const int LongestPath = 256;
    const int HungUp = 499;

    readonly Allowances _strangers = new(clock, burst: 20, each: TimeSpan.FromSeconds(10));
    readonly Allowances _hasty = new(clock, burst: 5, each: TimeSpan.FromSeconds(10));

    public Task Invoke(HttpContext context)
    {
        if (!IsWritten(context.Request))
            return next(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<MachineInput>() is null ? Before(context) : Behind(context);
    }

    async Task Behind(HttpContext context)
    {
        Exception? fault = null;
        try
        {
            await next(context);
        }
        catch (Exception thrown)
        {
            fault = thrown;
            throw;
        }
        finally
        {
            var entry = EntryOf(context, fault);
            if (IsWorthIt(context, entry))
                book.Later(entry);
        }
    }

    /// <summary>The answer waits in memory until it is written down that it is given.</summary>
    async Task Before(HttpContext context)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        Exception? fault;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held, wire));
        try
        {
            fault = await Run(context);
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            context.Features.Set(wire);
        }
        await Write(context, EntryOf(context, fault));
        Rethrow(fault);
        if (held.Length > 0)
            await wire.Stream.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), context.RequestAborted);
    }

    async Task Write(HttpContext context, AuditEntry entry)
    {
        if (!IsWorthIt(context, entry))
            return;
        if (entry.Status == StatusCodes.Status429TooManyRequests || IsByNobody(entry))
            book.Later(entry);
        else
            await book.Now(entry);
    }

    async Task<Exception?> Run(HttpContext context)
    {
        try
        {
            await next(context);
            return null;
        }
        catch (Exception fault)
        {
            return fault; // thrown again when it is written down
        }
    }

    static void Rethrow(Exception? fault)
    {
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
    }

    bool IsWorthIt(HttpContext context, AuditEntry entry)
    {
        if (SignInLinkVisits.IsVisit(context.Request) && entry.Status != StatusCodes.Status303SeeOther)
            return false; // a used link: nobody came in
        if (IsByNobody(entry))
            return _strangers.Take(Allowances.NameOf(context.Connection.RemoteIpAddress));
        return entry.Status != StatusCodes.Status429TooManyRequests || _hasty.Take($"{entry.Tenant}/{entry.Actor}");
    }

    static bool IsByNobody(AuditEntry entry) =>
        entry.Actor == Stranger || entry.Operation == SignInOperation && entry.Status >= StatusCodes.Status400BadRequest;

    AuditEntry EntryOf(HttpContext context, Exception? fault)
    {
        var who = context.Features.Get<AuditSubject>() ?? Known(context);
        var path = context.Request.Path.ToString();
        return new(
            who?.Tenant ?? TenantId.Default,
            Instants.Truncate(clock.Now),
            who?.Id ?? Stranger,
            OperationOf(context),
            path.Length <= LongestPath ? path : path[..LongestPath],
            StatusOf(context, fault),
            Activity.Current?.TraceId.ToString()
        );
    }

    static AuditSubject? Known(HttpContext context) => Caller.OrStranger(context.User) is { } caller ? new(caller.Id, caller.Tenant) : null;

    static string OperationOf(HttpContext context) =>
        SignInLinkVisits.IsVisit(context.Request)
            ? SignInOperation
            : context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "unknown";

    static int StatusOf(HttpContext context, Exception? fault)
    {
        if (context.RequestAborted.IsCancellationRequested && fault is OperationCanceledException)
            return HungUp;
        return fault is null ? context.Response.StatusCode : Faults.Explain(fault, context.Request).Status;
    }

    static bool IsWritten(HttpRequest request)
    {
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return isSafe
            ? SignInLinkVisits.IsVisit(request)
            : request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments(PagerDutyApi.Path);
    }
}
