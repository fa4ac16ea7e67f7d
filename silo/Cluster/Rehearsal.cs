using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// What a silo does before it joins: it reads some of what is stored, as grains do, and tells it by their rules. A quarter of the grains of a
/// cluster comes to it in the instant of its join, and who calls them then does not wait until their code is compiled and readers are
/// connected. It changes nothing, and who is in trouble joins without it.
/// </summary>
sealed partial class Rehearsal(
    IJournals journals,
    IEntities entities,
    IDueTimes dueTimes,
    IOutbox outbox,
    Replays replays,
    TimeProvider clock,
    ILogger<Rehearsal> log
)
{
    const int Few = 8;

    /// <summary>A past of so many facts is not told for this.</summary>
    const int Long = 100;

    static readonly string[] Frequent = [Kinds.Event, Kinds.Escalation, Kinds.Page, Kinds.Device];

    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll([.. Frequent.Select(kind => Tell(kind, cancellation)), LookAtWork(cancellation)]);
        }
        // Whatever it was: whether it may join is for others to say.
#pragma warning disable CA1031
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Stumbled(log, e);
        }
    }

    async Task Tell(string kind, CancellationToken cancellation)
    {
        var documents = (await journals.Documents(kind, after: null, Few, cancellation))
            .Where(document => document.Version < Long)
            .ToList();
        await Task.WhenAll(documents.Select(document => entities.Load(document.Entity, cancellation).AsTask()));
        if (documents.Count == 0 || replays.Of(kind) is not { } replay)
            return;
        var pasts = documents.ToDictionary(document => document.Entity, document => replay.Begin(document.Entity));
        foreach (var (entity, fact) in await journals.Read(documents, cancellation))
            pasts[entity].Tell(fact);
        foreach (var document in documents)
        {
            pasts[document.Entity].Now();
            replay.Recall(document);
        }
    }

    async Task LookAtWork(CancellationToken cancellation)
    {
        await outbox.After(partition: 0, seq: 0, Few, cancellation);
        await dueTimes.Missed(partition: 0, clock.GetUtcNow(), behind: null, Few, cancellation);
    }

    [LoggerMessage(1, LogLevel.Warning, "This silo joins without having rehearsed, so its first answers are slower")]
    static partial void Stumbled(ILogger log, Exception fault);
}
