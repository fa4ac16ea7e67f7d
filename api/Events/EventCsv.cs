using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Watchfloor.Json;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>
/// All events of a filter as CSV, read and sent page by page, however many there are. If the store fails in the middle, the connection
/// is broken off, so that nobody takes a part for all.
/// </summary>
sealed class EventCsv(IEventReads reads, TenantId tenant, EventFilter filter) : IResult
{
    public const string MediaType = "text/csv";
    const int Together = 500;

    static readonly string[] Head =
    [
        "id",
        "status",
        "severity",
        "category",
        "facilityId",
        "title",
        "description",
        "source",
        "externalId",
        "detectedAt",
        "receivedAt",
        "updatedAt",
        "count",
        "slaDueAt",
        "slaBreachedAt",
        "acknowledgedAt",
        "acknowledgedBy",
        "startedAt",
        "resolvedAt",
        "resolvedBy",
        "closedAt",
        "assignee",
        "aside",
        "lat",
        "lon",
        "attributes",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        var page = await reads.List(tenant, filter, Together, null, cancellation); // what is wrong with it is answered before the first byte
        response.ContentType = $"{MediaType}; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=\"events.csv\"";
        response.Headers.CacheControl = "no-store";
        var text = new CsvText().Row(Head);
        while (true)
        {
            foreach (var view in page.Items)
                text.Row(Cells(view));
            await response.WriteAsync(text.Take(), Encoding.UTF8, cancellation);
            if (page.Next is null)
                return;
            page = await reads.List(tenant, filter, Together, page.Next, cancellation);
        }
    }

    static string?[] Cells(EventView view) =>
        [
            view.Id,
            Input.Words.Wire(view.Status),
            Input.Words.Wire(view.Severity),
            view.Category,
            view.FacilityId,
            view.Title,
            view.Description,
            view.Source,
            view.ExternalId,
            Instant(view.DetectedAt),
            Instant(view.ReceivedAt),
            Instant(view.UpdatedAt),
            view.Count.ToString(CultureInfo.InvariantCulture),
            Instant(view.SlaDueAt),
            Instant(view.SlaBreachedAt),
            Instant(view.AcknowledgedAt),
            view.AcknowledgedBy,
            Instant(view.StartedAt),
            Instant(view.ResolvedAt),
            view.ResolvedBy,
            Instant(view.ClosedAt),
            view.Assignee,
            Asides(view),
            view.Location?.Lat.ToString("0.#######", CultureInfo.InvariantCulture),
            view.Location?.Lon.ToString("0.#######", CultureInfo.InvariantCulture),
            view.Attributes.Count == 0 ? null : JsonSerializer.Serialize(view.Attributes, WireJson.Options),
        ];

    static string? Asides(EventView view)
    {
        (AsideKind Kind, AsideView? View)[] ways =
        [
            (AsideKind.Shelved, view.Shelved),
            (AsideKind.Suppressed, view.Suppressed),
            (AsideKind.OutOfService, view.OutOfService),
        ];
        var kinds = ways.Where(way => way.View is not null).Select(way => way.Kind).Concat(view.Muted.Select(mute => mute.Kind));
        return string.Join(' ', kinds.Select(Input.Words.Wire));
    }

    static string? Instant(DateTimeOffset? at) =>
        at is { } known ? JsonSerializer.SerializeToElement(known, WireJson.Options).GetString() : null;
}
