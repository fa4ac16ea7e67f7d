using System.Net;

namespace Orleans.Configuration;

/// <summary>Which cluster, and which service over its redeployments.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";

    public string ClusterId { get; set; } = DefaultClusterId;

    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>The name of a silo.</summary>
public class SiloOptions
{
    public string SiloName { get; set; } = null!;
}

/// <summary>Where a silo listens.</summary>
public class EndpointOptions
{
    public const int DEFAULT_SILO_PORT = 11111;
    public const int DEFAULT_GATEWAY_PORT = 30000;

    public IPAddress AdvertisedIPAddress { get; set; } = IPAddress.Loopback;

    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;
}

/// <summary>How calls behave.</summary>
public abstract class MessagingOptions
{
    /// <summary>A caller waits this long for an answer, then gets a TimeoutException that names the chain of calls. The call itself goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A call that timed out is also cancelled.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}

/// <summary>How calls made inside a silo behave.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>So many calls may wait for one activation; the next is refused with a LimitExceededException. Zero means no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 50_000;

    /// <summary>A call is handed on so often to activations that end before serving it, then it is refused.</summary>
    public int MaxForwardCount { get; set; } = 2;
}

/// <summary>How calls of a client behave.</summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle activations end.</summary>
public class GrainCollectionOptions
{
    public static readonly TimeSpan DEFAULT_COLLECTION_QUANTUM = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DEFAULT_ACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan DEFAULT_DEACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

    /// <summary>An activation without use for this long ends.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = DEFAULT_COLLECTION_QUANTUM;

    /// <summary>Ages of single grain classes, by full class name.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = new(StringComparer.Ordinal);

    /// <summary>OnActivateAsync may take this long.</summary>
    public TimeSpan ActivationTimeout { get; set; } = DEFAULT_ACTIVATION_TIMEOUT;

    /// <summary>The running calls and OnDeactivateAsync of an ending activation may take this long.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = DEFAULT_DEACTIVATION_TIMEOUT;
}
