using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>A condition returns after its event was over.</summary>
public sealed class ReturnTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, "drum", Severity.High, "pressure", "f1", "High", null, T0, null, []);

    readonly Counted _calls = new();
    Slow? _slow;

    protected override void Furnish(IServiceCollection services) =>
        services
            .AddSingleton<IOpenEvents>(provider => _slow = new(provider.GetRequiredService<IStore>().OpenEvents))
            .AddSingleton<IIncomingGrainCallFilter>(_calls);

    [Fact]
    public async Task The_event_that_is_over_is_not_asked_and_another_one_begins()
    {
        var first = await Over("x1");
        var before = _calls.Of(first);

        var second = await Take("x2");

        Assert.Equal(IngestOutcome.Created, second.Outcome);
        Assert.NotEqual(first, second.EventId);
        Assert.Equal(before, _calls.Of(first));
    }

    [Fact]
    public async Task An_event_that_was_reopened_takes_it()
    {
        var first = await Over("x1");
        await Reopen(first);
        Assert.Equal(new(first, IngestOutcome.Merged), await Take("x2"));
    }

    [Fact]
    public async Task An_event_that_is_reopened_while_it_is_read_as_over_takes_it()
    {
        var first = await Over("x1");
        _slow!.Hold();
        var taking = Take("x2");
        await _slow.HasRead;
        await Reopen(first);
        _slow.Release();
        Assert.Equal(new(first, IngestOutcome.Merged), await taking);
    }

    async Task<string> Over(string externalId)
    {
        var taken = await Take(externalId);
        await Does(taken.EventId, new Resolve("ana", true, null));
        return taken.EventId;
    }

    async Task Reopen(string eventId)
    {
        await Does(eventId, new Reopen("ana", null));
        await Eventually(() => Get<IOutbox>().Depth(Cancellation).AsTask(), depth => depth == 0);
    }

    Task<Detected> Take(string externalId) =>
        Grain<ICorrelationGrain>("f1|pressure").Take(Boiler with { ExternalId = externalId }, Wish(), Cancellation);

    async Task Does(string eventId, EventCommand command) =>
        Assert.True((await Grain<IEventGrain>(eventId).Do(command, Wish(), Cancellation)).Succeeded);

    /// <summary>Counts the calls of each event.</summary>
    sealed class Counted : IIncomingGrainCallFilter
    {
        readonly List<string> _called = [];

        public int Of(string eventId)
        {
            lock (_called)
                return _called.Count(called => called.EndsWith(eventId, StringComparison.Ordinal));
        }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is EventGrain)
                lock (_called)
                    _called.Add(context.TargetId.Key.ToString()!);
            return context.Invoke();
        }
    }

    /// <summary>Tells what it read of a condition when it is released.</summary>
    sealed class Slow(IOpenEvents store) : IOpenEvents
    {
        readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource? _release;

        public Task HasRead => _read.Task;

        public void Hold() => _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _release?.SetResult();

        public async ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Under(
            TenantId tenant,
            string key,
            CancellationToken cancellation
        )
        {
            var read = await store.Under(tenant, key, cancellation);
            if (_release is not { } release)
                return read;
            _read.TrySetResult();
            await release.Task;
            return read;
        }

        public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
            store.ClaimedBy(tenant, source, externalId, cancellation);

        public ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> Of(
            TenantId tenant,
            string? facilityId,
            string category,
            CancellationToken cancellation
        ) => store.Of(tenant, facilityId, category, cancellation);

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
