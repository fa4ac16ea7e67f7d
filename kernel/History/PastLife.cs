using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>
/// The life of something that was there before anybody told it here: the rules are asked what they would have decided at each instant,
/// its own deadlines in between. Pure. What it would have told others is left out: the past pages nobody.
/// </summary>
public static class PastLife<TRules, TState, TCommand, TFact>
    where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    /// <summary>The one commit that tells all of it, up to now. A step that the rules refuse is a mistake of the teller.</summary>
    public static Commit Of(
        EntityId self,
        IEnumerable<(DateTimeOffset At, TCommand Command)> steps,
        DateTimeOffset now,
        RequestId request,
        string actor
    )
    {
        var state = TRules.Initial;
        var facts = ImmutableArray.CreateBuilder<TFact>();
        foreach (var (at, command) in steps)
        {
            Serve(at);
            Take(command, at);
        }
        Serve(now);
        return Evolution<TRules, TState, TCommand, TFact>.Of(self, TRules.Initial, 0, facts.ToImmutable(), request, actor).Commit with
        {
            Outbox = [],
        };

        void Serve(DateTimeOffset until)
        {
            while (TRules.DueAt(state) is { } due && due <= until && Take(TRules.Tick, due)) { }
        }

        bool Take(TCommand command, DateTimeOffset at)
        {
            var decision = TRules.Decide(state, command, at);
            if (decision.Refusal is { } refusal)
                throw new ArgumentException($"{self} could not have done {command} at {at:O}: {refusal.Reason}", nameof(steps));
            foreach (var fact in decision.Facts)
            {
                state = TRules.Evolve(state, fact);
                facts.Add(fact);
            }
            return !decision.Facts.IsEmpty;
        }
    }
}
