using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Grains;

/// <summary>What is told again and again is looked up each time, and read once.</summary>
public sealed class RecentPastsTests
{
    static readonly DateTimeOffset T0 = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static readonly Detection Drum = new("boiler-2", null, "drum", Severity.High, "pressure", "f1", "High", null, T0, null, []);
    static readonly EventState Raised = EventRules.Evolve(EventRules.Initial, new Raised(Drum, T0.AddHours(1), T0));
    static readonly ReadOnlyMemory<byte> Unreadable = "nobody reads this"u8.ToArray();

    readonly Shelf _shelf = new();
    readonly StoredEvents _events;

    public RecentPastsTests() => _events = new(_shelf, CorrelationKey.Of(TenantId.Default, "f1", "pressure"));

    [Fact]
    public async Task Events_at_versions_that_are_known_are_not_read_again()
    {
        _shelf.Put("e1", 1, Raised);
        var first = await PastOf(Drum);
        _shelf.Put("e1", 1, Unreadable);
        Assert.Same(first, await PastOf(Drum));
        await Assert.ThrowsAsync<JsonException>(() => PastOf(Drum with { Source = "other" }));
    }

    [Fact]
    public async Task What_this_place_had_counted_is_known_to_be_no_more_than_that()
    {
        _shelf.Put("e1", 1, Raised);
        var first = await PastOf(Drum);
        _shelf.Put("e1", 2, Unreadable);
        _events.Counted(Drum, "e1", 2);
        Assert.Same(first, await PastOf(Drum));
    }

    [Fact]
    public async Task What_happened_besides_is_read()
    {
        _shelf.Put("e1", 1, Raised);
        await PastOf(Drum);
        _shelf.Put("e1", 3, Unreadable);
        _events.Counted(Drum, "e1", 3);
        await Assert.ThrowsAsync<JsonException>(() => PastOf(Drum));
    }

    [Fact]
    public async Task A_condition_that_the_event_did_not_hold_came_anew_and_is_read()
    {
        var cleared = EventRules.Evolve(Raised, new ConditionCleared("drum", T0.AddMinutes(1), T0.AddMinutes(1)));
        _shelf.Put("e1", 2, cleared);
        Assert.Null((await PastOf(Drum)).For("e1"));
        var returned = EventRules.Evolve(cleared, new Merged(Drum with { DetectedAt = T0.AddMinutes(2) }, T0.AddMinutes(2)));
        _shelf.Put("e1", 3, returned);
        _events.Counted(Drum, "e1", 3);
        Assert.Equal(3, (await PastOf(Drum)).For(null)!.Value.Length);
    }

    [Fact]
    public async Task Another_event_of_the_condition_is_read()
    {
        _shelf.Put("e1", 1, Raised);
        await PastOf(Drum);
        _shelf.Put("e2", 1, Unreadable);
        await Assert.ThrowsAsync<JsonException>(() => PastOf(Drum));
    }

    Task<ConditionPast> PastOf(Detection detection) => _events.PastOf(detection, TestContext.Current.CancellationToken).AsTask();

    /// <summary>The events of one condition as the store holds them.</summary>
    sealed class Shelf : IOpenEvents
    {
        readonly SortedDictionary<string, StoredEntity> _stored = [];

        public void Put(string id, long version, EventState state) =>
            Put(id, version, JsonSerializer.SerializeToUtf8Bytes<EventState>(state, WireJson.Options));

        public void Put(string id, long version, ReadOnlyMemory<byte> state) => _stored[id] = new(version, state);

        public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(
            TenantId tenant,
            string key,
            CancellationToken cancellation
        ) => new([.. _stored.Select(known => (new EntityId(Kinds.Event, tenant, known.Key), known.Value))]);

        public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
            TenantId tenant,
            string? facilityId,
            string category,
            CancellationToken cancellation
        ) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<MergedEvent>> Merged(
            TenantId tenant,
            string? facilityId,
            string category,
            CancellationToken cancellation
        ) => throw new NotSupportedException();

        public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
