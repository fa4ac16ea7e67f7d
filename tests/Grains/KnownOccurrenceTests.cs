using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>Signs of life are occurrences that are told again and again.</summary>
public sealed class KnownOccurrenceTests : GrainRoom
{
    static readonly Detection Alive = new("pump-2", "alive", null, Severity.Low, "life", null, "Pump 2 is at work", null, T0, null, []);

    Asked? _asked;

    protected override void Furnish(IServiceCollection services) =>
        services.AddSingleton<IEntities>(provider => _asked = new(provider.GetRequiredService<IStore>().Entities));

    [Fact]
    public async Task Where_it_is_known_who_brought_it_nobody_is_asked_whether_this_request_did()
    {
        var first = await Take(Wish());
        var before = _asked!.Wishes;

        for (var time = 0; time < 3; time++)
            Assert.Equal(new Detected(first.EventId, IngestOutcome.Duplicate), await Take(Wish()));

        Assert.Equal(before, _asked.Wishes);
    }

    [Fact]
    public async Task Who_brought_it_before_a_restart_gets_its_first_answer_after_others_told_it_again()
    {
        var bringing = Wish();
        var first = await Take(bringing);
        await Restart();
        await Take(Wish());
        Assert.Equal(first, await Take(bringing));
        Assert.Equal(IngestOutcome.Duplicate, (await Take(Wish())).Outcome);
    }

    Task<Detected> Take(RequestId request) =>
        Grains
            .GetGrain<ICorrelationGrain>(CorrelationKey.Of(TenantId.Default, Alive.FacilityId, Alive.Category).Key)
            .Take(Alive, request, Cancellation);

    /// <summary>Counts what it is asked.</summary>
    sealed class Asked(IEntities store) : IEntities
    {
        int _wishes;

        public int Wishes => Volatile.Read(ref _wishes);

        public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation) => store.Load(id, cancellation);

        public ValueTask<long?> Granted(EntityId id, RequestId request, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _wishes);
            return store.Granted(id, request, cancellation);
        }

        public ValueTask<string?> Trace(EntityId id, long version, CancellationToken cancellation) =>
            store.Trace(id, version, cancellation);
    }
}
