using Orleans.Placement;
using Orleans.Streams;
using Orleans.Streams.Core;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Devices;

/// <summary>
/// What readings come from. The outbox says which readings are new, and that is the truth; the stream says it sooner. The
/// cursor lives in memory: after a loss the log is read again from the place that the next message names.
/// </summary>
[GrainType(Kinds.Device), HashBasedPlacement, ImplicitStreamSubscription(TelemetryStream.Namespace)]
public sealed class DeviceGrain(RuledGrainContext context, ITelemetryLog telemetry)
    : RuledGrain<DeviceRules, DeviceState, DeviceCommand, DeviceFact>(context),
        IDeviceGrain,
        IStreamSubscriptionObserver
{
    const int PageSize = 512;

    Task _reads = Task.CompletedTask;
    long? _cursor;

    /// <inheritdoc/>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<ReadingsStored>().ResumeAsync((stored, _) => Hinted(stored));

    /// <inheritdoc/>
    protected override async ValueTask<DeviceCommand> Prepare(DeviceCommand command, CancellationToken cancellation)
    {
        if (command is Watch && State.Rules.Length == 0)
        {
            // What came while nobody watched is nobody's business, even where its message comes only now.
            var newest = await telemetry.Newest(Self.Tenant, Self.Id, cancellation);
            _cursor = Math.Max(_cursor ?? 0, newest); // others may have read on meanwhile
        }
        if (command is ReadTelemetry read)
            await Read(read.From, read.Through, cancellation);
        return command;
    }

    /// <summary>Without a cursor nobody knows what lies between: the message in the outbox does.</summary>
    async Task Hinted(ReadingsStored stored)
    {
        if (_cursor is null)
            return;
        CallerContext.Follow(stored.Trace);
        await Read(stored.From, stored.Through, CancellationToken.None);
    }

    /// <summary>One read after the other: readings are held against the rules in the order of the log.</summary>
    Task Read(long from, long through, CancellationToken cancellation) => _reads = ReadAfter(_reads, from, through, cancellation);

    async Task ReadAfter(Task before, long from, long through, CancellationToken cancellation)
    {
        // Whoever asked for the one before knows how it ended.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var cursor = _cursor ?? Math.Max(State.Seq, from - 1);
        while (cursor < through && State.Rules.Length > 0)
        {
            var page = await telemetry.After(Self.Tenant, Self.Id, cursor, PageSize, cancellation);
            if (page.Count == 0)
                break; // retention was faster than the message
            await Tell(new Observe(Values.From(page)), cancellation);
            _cursor = cursor = page[^1].Seq;
        }
        _cursor = Math.Max(cursor, through);
    }
}
