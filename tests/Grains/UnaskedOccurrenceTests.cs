using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>Whose an occurrence is that begins an event, its commit finds out.</summary>
public sealed class UnaskedOccurrenceTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);

    readonly Holding _holding = new();
    Asked? _asked;

    protected override void Furnish(IServiceCollection services) =>
        services
            .AddSingleton<IOpenEvents>(provider => _asked = new(provider.GetRequiredService<IStore>().OpenEvents))
            .AddSingleton<IIncomingGrainCallFilter>(_holding);

    [Fact]
    public async Task What_begins_an_event_asks_nobody_whose_it_is()
    {
        Assert.Equal(IngestOutcome.Created, (await Take("x1")).Outcome);
        Assert.Equal(0, _asked!.Owners);
    }

    [Fact]
    public async Task What_joins_an_event_asks_first()
    {
        await Take("x1");
        Assert.Equal(IngestOutcome.Merged, (await Take("x2")).Outcome);
        Assert.Equal(1, _asked!.Owners);
    }

    [Fact]
    public async Task Where_one_was_known_it_is_asked_from_then_on()
    {
        var first = await Over("x1");
        var second = await Over("x2");
        await Restart();

        Assert.Equal(new(first, IngestOutcome.Duplicate), await Take("x1"));
        Assert.Equal(0, _asked!.Owners);
        Assert.Equal(new(second, IngestOutcome.Duplicate), await Take("x2"));
        Assert.Equal(1, _asked.Owners);
    }

    [Fact]
    public async Task Who_brought_it_gets_its_first_answer_when_its_event_is_over_and_all_is_forgotten()
    {
        var wish = Wish();
        var first = await Take("x1", wish);
        await Does(first.EventId, new Resolve("ana", false, null));
        await Restart();

        Assert.Equal(first, await Take("x1", wish));
        Assert.Equal(new(first.EventId, IngestOutcome.Duplicate), await Take("x1"));
    }

    [Fact]
    public async Task Known_ones_that_come_at_once_where_nothing_is_open_hold_up_none_that_is_new()
    {
        var over = new List<string>();
        for (var number = 0; number < 10; number++)
            over.Add(await Over($"x{number}"));
        await Restart();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Take(number % 2 == 0 ? $"x{number / 4}" : $"y{number}")));

        Assert.All(answers, answer => Assert.Null(answer.Problem));
        for (var number = 0; number < 40; number += 2)
            Assert.Equal(new(over[number / 4], IngestOutcome.Duplicate), answers[number]);
        var created = Assert.Single(answers, answer => answer.Outcome == IngestOutcome.Created);
        Assert.Equal(19, answers.Count(answer => answer == new Detected(created.EventId, IngestOutcome.Merged)));
    }

    [Fact]
    public async Task While_no_event_can_begin_a_known_one_is_a_duplicate_still()
    {
        var first = await Over("x1");
        await Restart();
        _holding.IsOn = true;

        Assert.Equal(new(first, IngestOutcome.Duplicate), await Take("x1"));
        Assert.NotNull((await Take("x2")).Problem);
    }

    /// <summary>The event of an occurrence, which is over.</summary>
    async Task<string> Over(string externalId)
    {
        var taken = await Take(externalId);
        await Does(taken.EventId, new Resolve("ana", false, null));
        return taken.EventId;
    }

    Task<Detected> Take(string externalId, RequestId? wish = null) =>
        Grain<ICorrelationGrain>("f1|pressure").Take(Boiler with { ExternalId = externalId }, wish ?? Wish(), Cancellation);

    async Task Does(string eventId, EventCommand command) =>
        Assert.True((await Grain<IEventGrain>(eventId).Do(command, Wish(), Cancellation)).Succeeded);

    /// <summary>Events say that they cannot begin while it is on.</summary>
    sealed class Holding : IIncomingGrainCallFilter
    {
        public bool IsOn { get; set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (IsOn && context is { Grain: EventGrain, MethodName: nameof(IEventGrain.Do) })
                context.Result = new Outcome(OutcomeKind.Held, 0, "The cluster is being upgraded.");
            else
                await context.Invoke();
        }
    }

    /// <summary>Counts what it is asked.</summary>
    sealed class Asked(IOpenEvents store) : IOpenEvents
    {
        int _owners;

        public int Owners => Volatile.Read(ref _owners);

        public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _owners);
            return store.ClaimedBy(tenant, source, externalId, cancellation);
        }

        public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
            TenantId tenant,
            string? facilityId,
            string category,
            CancellationToken cancellation
        ) => store.Of(tenant, facilityId, category, cancellation);

        public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(
            TenantId tenant,
            string key,
            CancellationToken cancellation
        ) => store.Under(tenant, key, cancellation);

        public ValueTask<IReadOnlyList<(string? FacilityId, string Category)>> Groups(TenantId tenant, CancellationToken cancellation) =>
            store.Groups(tenant, cancellation);

        public ValueTask<IReadOnlyList<MergedEvent>> Merged(
            TenantId tenant,
            string? facilityId,
            string category,
            CancellationToken cancellation
        ) => store.Merged(tenant, facilityId, category, cancellation);
    }
}
