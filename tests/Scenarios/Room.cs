using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Store;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Scenarios;

/// <summary>
/// A control room in the process of a test: the real silo on a real store, domain time that only the test moves, phones that
/// ring, and power that can be cut. Every verb returns when the room is quiet again.
/// </summary>
sealed partial class Room : IAsyncDisposable
{
    static readonly TimeSpan SmallestStep = TimeSpan.FromMicroseconds(1);

    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("watchfloor-room-");
    readonly ManualClock _clock = new();
    readonly Phones _phones = new();
    readonly RoomLog _log = new();
    Powered _power = null!;
    int _wishes;

    Room() { }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public static async Task<Room> Open()
    {
        var room = new Room();
        room._power = await Powered.On(room._data.FullName, room._clock, room._phones, room._log);
        await room.Quiet();
        return room;
    }

    public Phone Phone(string owner) => _phones.Of(owner);

    /// <summary>No phone has rung that nobody listened to.</summary>
    public void AllPhonesAreSilent() => Assert.All(_phones.All, phone => phone.IsSilent());

    /// <summary>An event out of the blue, with a category of its own.</summary>
    public async Task<string> Raise(
        string title,
        Severity severity = Severity.Critical,
        string? category = null,
        string? externalId = null,
        string? conditionKey = null
    ) => (await Detect(title, severity, category, externalId, conditionKey)).EventId;

    /// <summary>The same, with what became of it.</summary>
    public async Task<Detected> Detect(
        string title,
        Severity severity = Severity.Critical,
        string? category = null,
        string? externalId = null,
        string? conditionKey = null
    )
    {
        var detection = new Detection(
            "tests",
            externalId,
            conditionKey,
            severity,
            category ?? $"own-{++_wishes}",
            FacilityId: null,
            title,
            Description: null,
            Now,
            Location: null,
            []
        );
        var key = CorrelationKey.Of(TenantId.Default, detection.FacilityId, detection.Category);
        var detected = await _power.Grains.GetGrain<ICorrelationGrain>(key.ToGrainId()).Take(detection, Wish());
        Assert.Null(detected.Problem);
        await Quiet();
        return detected;
    }

    /// <summary>One good sample of one tag, taken now.</summary>
    public Task Reading(string tag, double value) => Readings((tag, value));

    /// <summary>Good samples of several tags, taken now.</summary>
    public async Task Readings(params IReadOnlyList<(string Tag, double Value)> values)
    {
        var batch = new TelemetryBatch(
            1,
            "tests",
            "room",
            ++_wishes,
            [.. values.Select(it => new Sample(it.Tag, Now, it.Value, Quality.Good))]
        );
        Assert.Equal(values.Count, await _power.Grains.GetGrain<ITelemetryGrain>(TenantId.Default.Value).Take(batch));
        await Quiet();
    }

    /// <summary>Somebody does something to an event; it must be allowed.</summary>
    public async Task Does(string eventId, EventCommand command)
    {
        var outcome = await Tries(eventId, command);
        Assert.True(outcome.Succeeded, $"{command}: {outcome.Reason}");
    }

    /// <summary>Somebody tries something; returns what became of it.</summary>
    public async Task<Outcome> Tries(string eventId, EventCommand command)
    {
        var outcome = await _power
            .Grains.GetGrain<IEventGrain>(new EntityId(Kinds.Event, TenantId.Default, eventId).ToGrainId())
            .Do(command, Wish());
        await Quiet();
        return outcome;
    }

    /// <summary>Ana has a page sent once more; returns what became of it.</summary>
    public async Task<Outcome> Resends(string pageId)
    {
        var page = _power.Grains.GetGrain<IPageGrain>(new EntityId(Kinds.Page, TenantId.Default, pageId).ToGrainId());
        var outcome = await page.Do(new ResendPage("ana", null), Wish());
        await Quiet();
        return outcome;
    }

    public async Task<EventView> Event(string eventId) => (await Reads.Find(TenantId.Default, eventId, Cancellation))!;

    /// <summary>The only event there is.</summary>
    public async Task<EventView> OnlyEvent() =>
        Assert.Single((await Reads.List(TenantId.Default, new([], []), 100, cursor: null, Cancellation)).Items);

    public ValueTask<IReadOnlyList<PageView>> Pages(string eventId) => Reads.Pages(TenantId.Default, eventId, Cancellation);

    /// <summary>The names of the facts of an event, its escalations and its pages, as they were committed.</summary>
    public async Task<IReadOnlyList<string>> Facts(string eventId) =>
        [.. (await Reads.Journal(TenantId.Default, eventId, Cancellation)).Select(row => row.Fact)];

    public async ValueTask DisposeAsync()
    {
        await _power.DisposeAsync();
        _data.Delete(recursive: true);
    }

    IEventReads Reads => _power.Get<IEventReads>();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    RequestId Wish() => new($"tests/{++_wishes}");
}
