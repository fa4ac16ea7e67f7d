using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>One stream as grains and clients see it. A client's items cross the wire on the way in.</summary>
sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId id, Func<T, T> enter) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => provider.Publish(id, [enter(item)], token);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        provider.Publish(id, [.. batch.Select(enter)], token);

    public Task OnCompletedAsync() => throw new NotSupportedException("Memory streams carry items only and never complete.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("Memory streams carry items only, no errors.");

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        var activation =
            Activation.Current ?? throw new NotSupportedException("Only grains subscribe to memory streams, in a turn of theirs.");
        return await new MemoryHandle<T>(provider, await provider.Subscribe(id, activation.GrainId)).ResumeAsync(observer);
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var grain = Activation.Current?.GrainId;
        var own = (await provider.SubscriptionsOf(id)).Where(subscription => subscription.Grain == grain);
        return [.. own.Select(subscription => new MemoryHandle<T>(provider, subscription))];
    }
}

/// <summary>The handle of a subscription, valid in the activation that it was given to.</summary>
sealed class MemoryHandle<T>(MemoryStreamProvider provider, Subscription subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.Stream;

    public override string ProviderName => provider.Name;

    public override Guid HandleId => subscription.Id;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Own().Observers[subscription] = observer;
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override Task UnsubscribeAsync()
    {
        Own().Observers.Remove(subscription);
        return provider.Unsubscribe(subscription);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();

    Activation Own() =>
        Activation.Current is { } activation && activation.GrainId == subscription.Grain
            ? activation
            : throw new InvalidOperationException($"The subscription belongs to {subscription.Grain} and is used in its turns only.");
}
