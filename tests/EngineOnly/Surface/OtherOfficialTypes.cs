namespace Watchfloor.Tests.EngineOnly.Surface;

/// <summary>Public types of official assemblies (10.4.2) that the feed does not have, as their reference listings name them.</summary>
static class OtherOfficialTypes
{
    internal static readonly HashSet<string> All =
    [
        // Orleans.Connections.Security
        "Orleans.Connections.Security.RemoteCertificateValidator",
        "Orleans.Connections.Security.TlsOptions",
        "Orleans.Hosting.OrleansConnectionSecurityHostingExtensions",
        // Orleans.Core
        "Microsoft.Extensions.Hosting.OrleansClientGenericHostExtensions",
        "Orleans.Configuration.ClientMessagingOptions",
        "Orleans.Configuration.ClusterMembershipOptions",
        "Orleans.Configuration.ClusterOptions",
        "Orleans.Configuration.MessagingOptions",
        "Orleans.Hosting.ClientBuilderExtensions",
        "Orleans.Hosting.IClientBuilder",
        "Orleans.IClusterClient",
        "Orleans.KeepAliveAttribute",
        "Orleans.Runtime.ILocalSiloDetails",
        "Orleans.Runtime.TimeProviderNames",
        // Orleans.Persistence.Memory
        "Orleans.Configuration.MemoryGrainStorageOptions",
        "Orleans.Hosting.MemoryGrainStorageSiloBuilderExtensions",
        // Orleans.Reminders
        "Orleans.GrainReminderExtensions",
        "Orleans.Hosting.ReminderOptions",
        "Orleans.Hosting.SiloBuilderReminderMemoryExtensions",
        "Orleans.IRemindable",
        "Orleans.Reminders.ReminderTimeProviderNames",
        "Orleans.Runtime.IGrainReminder",
        "Orleans.Runtime.TickStatus",
        "Orleans.Timers.IReminderRegistry",
        // Orleans.Runtime
        "Microsoft.Extensions.Hosting.OrleansSiloGenericHostExtensions",
        "Orleans.Configuration.EndpointOptions",
        "Orleans.Configuration.GrainCollectionOptions",
        "Orleans.Configuration.SiloMessagingOptions",
        "Orleans.Configuration.SiloOptions",
        "Orleans.Hosting.CoreHostingExtensions",
        "Orleans.Hosting.GrainCallFilterSiloBuilderExtensions",
        "Orleans.Hosting.ISiloBuilder",
        "Orleans.Hosting.SiloBuilderExtensions",
        // Orleans.Serialization
        "Orleans.Serialization.CodecNotFoundException",
        "Orleans.Serialization.SerializerException",
        // Orleans.Serialization.Abstractions
        "Orleans.AliasAttribute",
        "Orleans.GenerateSerializerAttribute",
        "Orleans.IdAttribute",
        "Orleans.ImmutableAttribute",
        // Orleans.Streaming
        "Orleans.ClientStreamingExtensions",
        "Orleans.GrainStreamingExtensions",
        "Orleans.Hosting.ClientBuilderStreamingExtensions",
        "Orleans.Hosting.IClusterClientMemoryStreamConfigurator",
        "Orleans.Hosting.ISiloMemoryStreamConfigurator",
        "Orleans.Hosting.SiloBuilderMemoryStreamExtensions",
        "Orleans.ImplicitStreamSubscriptionAttribute",
        "Orleans.Runtime.StreamId",
        "Orleans.Streams.AsyncObservableExtensions",
        "Orleans.Streams.Core.IStreamSubscriptionHandleFactory",
        "Orleans.Streams.Core.IStreamSubscriptionObserver",
        "Orleans.Streams.IAsyncBatchProducer`1",
        "Orleans.Streams.IAsyncObservable`1",
        "Orleans.Streams.IAsyncObserver`1",
        "Orleans.Streams.IAsyncStream",
        "Orleans.Streams.IAsyncStream`1",
        "Orleans.Streams.IStreamProvider",
        "Orleans.Streams.StreamSequenceToken",
        "Orleans.Streams.StreamSubscriptionHandleExtensions",
        "Orleans.Streams.StreamSubscriptionHandle`1",
        "Orleans.Streams.StreamingTimeProviderNames",
    ];
}
