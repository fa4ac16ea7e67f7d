namespace Watchfloor.Catalogue;

/// <summary>What people define and change: facilities, channels, policies, rules. One language for all of them.</summary>
[GenerateSerializer, Immutable, Alias("wf.CatalogueCommand`1")]
public abstract record CatalogueCommand<TSpec>;

/// <summary>Makes it.</summary>
[GenerateSerializer, Immutable, Alias("wf.Define`1")]
public sealed record Define<TSpec>([property: Id(0)] TSpec Spec) : CatalogueCommand<TSpec>;

/// <summary>Changes it, whole.</summary>
[GenerateSerializer, Immutable, Alias("wf.Amend`1")]
public sealed record Amend<TSpec>([property: Id(0)] TSpec Spec) : CatalogueCommand<TSpec>;

/// <summary>Takes it away.</summary>
[GenerateSerializer, Immutable, Alias("wf.Remove`1")]
public sealed record Remove<TSpec> : CatalogueCommand<TSpec>;

/// <summary>Look at the clock; there is nothing to see.</summary>
[GenerateSerializer, Immutable, Alias("wf.CatalogueTick`1")]
public sealed record CatalogueTick<TSpec> : CatalogueCommand<TSpec>;

/// <summary>What has happened to it.</summary>
public abstract record CatalogueFact<TSpec>(DateTimeOffset At);

/// <summary>It was made.</summary>
[Fact("defined")]
public sealed record Defined<TSpec>(TSpec Spec, DateTimeOffset At) : CatalogueFact<TSpec>(At);

/// <summary>It was changed.</summary>
[Fact("amended")]
public sealed record Amended<TSpec>(TSpec Spec, DateTimeOffset At) : CatalogueFact<TSpec>(At);

/// <summary>It was taken away.</summary>
[Fact("removed")]
public sealed record Removed<TSpec>(DateTimeOffset At) : CatalogueFact<TSpec>(At);

/// <summary>An entry as the store holds it for readers.</summary>
public sealed record Entry<TSpec>(string Id, long Version, TSpec Spec);
