using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api;

/// <summary>Things with human names.</summary>
static class Samples
{
    public static readonly DateTimeOffset Six = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static int _ids;

    public static string NextId() => $"01event{Interlocked.Increment(ref _ids):d19}";

    public static EventView Event(string id) =>
        new()
        {
            Id = id,
            Status = EventStatus.New,
            Severity = Severity.High,
            Category = "pressure",
            Title = "Boiler 2 is above 8 bar",
            Source = "scada-1",
            Attributes = new Dictionary<string, string>(),
            DetectedAt = Six,
            ReceivedAt = Six,
            UpdatedAt = Six,
            Count = 1,
            LastDetectedAt = Six,
            Contributors = [],
            SlaDueAt = Six.AddHours(1),
            Version = 7,
        };

    public static Detection Detection(string title) =>
        new("scada-1", "x-1", "boiler-2/high", Severity.High, "pressure", null, title, null, Six, null, []);

    public static PageView Page(string eventId, string channelId) =>
        new()
        {
            Id = PageIds.Of(eventId, "policy-1", 1, 1, channelId),
            EventId = eventId,
            PolicyId = "policy-1",
            PolicyName = "Control room first",
            Level = 1,
            Round = 1,
            ChannelId = channelId,
            Status = PageStatus.Suppressed,
            Reason = "acknowledged",
            DueAt = Six,
            Attempts = [],
            Crossed = false,
            Key = PageIds.Of(eventId, "policy-1", 1, 1, channelId),
        };

    public static JournalRow Row<TFact>(string kind, string id, string name, TFact fact, DateTimeOffset at) =>
        new(new(kind, TenantId.Default, id), 1, name, JsonSerializer.SerializeToUtf8Bytes(fact, WireJson.Options), "key-admin", at);
}
