using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Streams.Core
{
    /// <summary>A grain that is told of its subscriptions before the first item.</summary>
    public interface IStreamSubscriptionObserver
    {
        Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
    }

    /// <summary>Makes the handle of a subscription.</summary>
    public interface IStreamSubscriptionHandleFactory
    {
        StreamId StreamId { get; }

        string ProviderName { get; }

        StreamSubscriptionHandle<T> Create<T>();
    }
}

namespace Orleans.Streams
{
    /// <summary>Observers as functions.</summary>
    public static class StreamSubscriptionHandleExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            StreamSequenceToken? token = null
        ) => handle.ResumeAsync(new DelegateObserver<T>(onNextAsync), token);
    }

    /// <summary>Observers as functions.</summary>
    public static class AsyncObservableExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs,
            Func<T, StreamSequenceToken?, Task> onNextAsync
        ) => obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync));
    }

    sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> onNext) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}

namespace Orleans
{
    /// <summary>Every stream of the namespace feeds the grain of this class whose key is the key of the stream.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute : Attribute
    {
        public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
        {
            Namespace = streamNamespace;
            StreamIdMapper = streamIdMapper;
        }

        internal string Namespace { get; }

        public string? StreamIdMapper { get; init; }
    }

    /// <summary>Streams inside a grain.</summary>
    public static class GrainStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
            MemoryStreamProvider.Find(grain.GrainContext.ActivationServices, name);
    }

    /// <summary>Streams of a client.</summary>
    public static class ClientStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            MemoryStreamProvider.Find(client.ServiceProvider, name);
    }
}
