using Watchfloor.Kernel;
using Watchfloor.Tests.Laws;

namespace Watchfloor.Tests.History;

/// <summary>Journals of every kind, as the walks of the laws make them, with the documents that follow.</summary>
static class SampleJournals
{
    public static Replays Replays { get; } = Replays.In(typeof(WatchfloorGrains).Assembly.GetTypes());

    public static IEnumerable<string> Kinds => Replays.All.Select(replay => replay.Kind);

    /// <summary>As commits of new entities, each with its whole journal.</summary>
    public static IEnumerable<Commit> Of(string kind, TenantId tenant)
    {
        var replay = Replays.Of(kind)!;
        var rules = replay.GetType().GenericTypeArguments[0];
        var walked = Walked.Single(laws => laws.Rules == rules);
        return walked.Journals.Select((journal, index) => Commit(replay, new(kind, tenant, $"{kind}-{index:d4}"), journal));
    }

    static Commit Commit(IReplay replay, EntityId entity, IReadOnlyList<RecordedFact> journal)
    {
        var past = replay.Begin(entity);
        foreach (var fact in journal)
            past.Tell(new(past.Version + 1, fact.Name, fact.Data, fact.At));
        return past.Now()!.ToRewrite() with { Expected = 0, Facts = [.. journal] };
    }

    static readonly IReadOnlyList<IWalked> Walked =
    [
        .. from type in typeof(IWalked).Assembly.GetTypes()
        where type is { IsAbstract: false } && type.IsAssignableTo(typeof(IWalked))
        select (IWalked)Activator.CreateInstance(type)!,
    ];
}
