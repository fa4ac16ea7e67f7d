using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>What events that are merged or split say to each other, in order: what goes over, that it came, and what ended on the way.</summary>
static class EventMoveEffects
{
    public static IEnumerable<Effect> Of(EntityId self, EventKnown state, EventFact fact)
    {
        var body = state.Body;
        switch (fact)
        {
            case MergeBegun begun:
                yield return new(
                    self with
                    {
                        Id = begun.Into,
                    },
                    new TakeIn(
                        self.Id,
                        begun.Turn,
                        begun.By,
                        begun.Note,
                        body.Title,
                        body.Severity,
                        body.Count,
                        body.LastDetectedAt,
                        EventHomes.Sent(body, body.Contributors),
                        body.Historical
                    )
                );
                break;
            case TakenIn taken:
                yield return new(self with { Id = taken.From }, new EndMerge(self.Id, taken.Turn, Refusal: null));
                break;
            case NotTakenIn not:
                yield return new(self with { Id = not.From }, new EndMerge(self.Id, not.Turn, not.Why));
                break;
            case MergedAway away:
                yield return new(
                    self with
                    {
                        Id = away.Into,
                    },
                    new LetGo(self.Id, EventHomes.Sent(body, away.Gone), EventHomes.Sent(body, away.Renewed))
                );
                break;
            case SplitBegun begun:
                yield return new(
                    self with
                    {
                        Id = begun.NewId,
                    },
                    new BreakOff(self.Id, begun.Turn, begun.By, begun.Note, begun.Seed, EventHomes.Sent(body, begun.Contributors))
                );
                break;
            case BrokenOff off:
                yield return new(self with { Id = off.From }, new EndSplit(self.Id, off.Turn));
                break;
            case SplitOff off:
                yield return new(
                    self with
                    {
                        Id = off.NewId,
                    },
                    new LetGo(self.Id, EventHomes.Sent(body, off.Gone), EventHomes.Sent(body, off.Renewed))
                );
                break;
            case PassedOn passed when state is EventMerged merged:
                yield return new(
                    self with
                    {
                        Id = merged.Into,
                    },
                    new LetGo(self.Id, EventHomes.Sent(body, passed.Gone), EventHomes.Sent(body, passed.Renewed))
                );
                break;
        }
    }
}
