using Orleans.Concurrency;
using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>What the mutes of a tenant have to hear of.</summary>
[GenerateSerializer, Immutable, Alias("wf.MutesCommand")]
public abstract record MutesCommand;

/// <summary>A window was defined, changed or taken away, or its time has come. What it says, and what it said before.</summary>
[GenerateSerializer, Immutable, Alias("wf.WindowChanged")]
public sealed record WindowChanged([property: Id(0)] Values<MaintenanceSpec> Specs) : MutesCommand;

/// <summary>An inhibition rule was defined, changed or taken away.</summary>
[GenerateSerializer, Immutable, Alias("wf.InhibitionChanged")]
public sealed record InhibitionChanged : MutesCommand;

/// <summary>An event that is muted, or may mute others, is open.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventOpened")]
public sealed record EventOpened([property: Id(0)] string EventId) : MutesCommand;

/// <summary>An event is over and mutes nobody any more.</summary>
[GenerateSerializer, Immutable, Alias("wf.EventOver")]
public sealed record EventOver([property: Id(0)] string EventId) : MutesCommand;

/// <summary>
/// What mutes the events of one tenant: windows that last and open events that inhibit others. It decides on memory that is read back from
/// the store, and returns from a command when the events concerned are durably what follows from it. Key: <c>tenant/mutes</c>.
/// </summary>
[Alias("wf.IMutesGrain")]
public interface IMutesGrain : ICommanded<MutesCommand>
{
    /// <summary>How an event that is about to open will be muted. Null: not at all, and it mutes nobody. Nothing is kept of it.</summary>
    [Alias("Meet"), AlwaysInterleave]
    Task<Muting?> Meet(string eventId, Detection seen, CancellationToken cancellation = default);

    /// <summary>
    /// An event is open, durably, and looks so: from here on others are held against it. It is muted so at present. One that waits until it was
    /// seen often enough, and does not call for people yet, mutes nobody.
    /// </summary>
    [Alias("Know"), AlwaysInterleave]
    Task Know(string eventId, Detection seen, bool calls, Values<Mute> mutes, CancellationToken cancellation = default);
}

/// <summary>Who mutes.</summary>
public static class MutesKey
{
    /// <summary>The kind of the grain.</summary>
    public const string Kind = "mutes";

    /// <summary>The one of a tenant.</summary>
    public static EntityId Of(TenantId tenant) => new(Kind, tenant, "mutes");
}
