namespace Watchfloor.Kernel;

/// <summary>A command for another grain, as data. It is committed with the facts and delivered at least once, in order per source and target.</summary>
public sealed record Effect(EntityId Target, object Command);
