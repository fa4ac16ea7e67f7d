using Watchfloor.Events;
using Watchfloor.History;
using Watchfloor.Notifications;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Api.Fakes;

sealed class FakeEventGrain(FakeGrains grains, string key) : IEventGrain
{
    public Task<Outcome> Do(EventCommand command, RequestId request, CancellationToken cancellation = default)
    {
        grains.Note(key, command, request);
        var id = EntityId.Of(Kinds.Event, key).Id;
        return Task.FromResult(
            grains.Events.Views.ContainsKey(id) ? grains.OnEvent(command) : new Outcome(OutcomeKind.Absent, 0, $"There is no event {id}.")
        );
    }

    public Task<Attention> Attention(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<string?> Successor(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<string?> AtRest(CancellationToken cancellation = default) => Task.FromResult(grains.WhyNotMerged);

    public Task<Attention> ForcedAttention(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;
}

sealed class FakePageGrain(FakeGrains grains, string key) : IPageGrain
{
    public Task<Outcome> Do(PageCommand command, RequestId request, CancellationToken cancellation = default)
    {
        grains.Note(key, command, request);
        return Task.FromResult(grains.OnPage(command));
    }

    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;
}

sealed class FakeCorrelationGrain(FakeGrains grains, string key) : ICorrelationGrain
{
    public Task<Detected> Take(Detection detection, RequestId request, CancellationToken cancellation = default)
    {
        grains.Note(key, detection, request);
        if (grains.OnDetection is { } answer)
            return Task.FromResult(answer(detection));
        var view = Samples.Event(Samples.NextId()) with { Title = detection.Title, Category = detection.Category };
        grains.Events.Change(view);
        return Task.FromResult(new Detected(view.Id, IngestOutcome.Created));
    }

    public Task<Detected> Clear(ClearCondition clear, RequestId request, CancellationToken cancellation = default)
    {
        grains.Note(key, clear, request);
        return Task.FromResult(new Detected("", IngestOutcome.Unchanged));
    }

    public Task<Outcome> Do(CorrelationCommand command, RequestId request, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;
}

sealed class FakeHistoryGrain(FakeGrains grains) : IHistoryGrain
{
    public Task<Past> At(EntityId entity, DateTimeOffset instant, CancellationToken cancellation = default) =>
        Task.FromResult(grains.OnPast(entity, instant));
}

sealed class FakeTelemetryGrain(FakeGrains grains, string key) : ITelemetryGrain
{
    public Task<int> Take(TelemetryBatch batch, CancellationToken cancellation = default)
    {
        grains.Note(key, batch, null);
        return Task.FromResult(batch.Samples.Count);
    }
}
