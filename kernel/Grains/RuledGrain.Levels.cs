using System.Collections.Immutable;

namespace Watchfloor.Kernel;

public abstract partial class RuledGrain<TRules, TState, TCommand, TFact>
{
    /// <summary>The facts as every program in the cluster can read them, as far as the rules know how to say them otherwise.</summary>
    static ImmutableArray<TFact> ReadableAt(int level, ImmutableArray<TFact> facts)
    {
        foreach (var fact in facts)
        {
            if (FeatureLevels.Of(fact) > level)
                return [.. facts.Select(one => OlderThan(level, one))];
        }
        return facts;
    }

    static TFact OlderThan(int level, TFact fact)
    {
        while (FeatureLevels.Of(fact) > level && TRules.Older(fact) is { } older)
            fact = older;
        return fact;
    }

    static Refused HeldBack(int needed, int level) =>
        new(
            OutcomeKind.Held,
            $"The cluster is being upgraded; this can be done when all of its programs are of the new version (feature level {needed}, now {level})."
        );
}
