namespace Watchfloor.Kernel;

/// <summary>A document that does not follow from its journal.</summary>
/// <param name="What">What differs, in words; never what it holds.</param>
/// <param name="Mended">The document as it must be; null where the journal itself cannot be told.</param>
public sealed record Difference(EntityId Entity, string What, Replayed? Mended);

/// <summary>How much of a kind was checked so far.</summary>
public sealed record KindChecked(string Kind, long Documents, long Facts, long Differences);
