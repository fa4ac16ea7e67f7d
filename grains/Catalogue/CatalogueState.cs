using System.Text.Json.Serialization;

namespace Watchfloor.Catalogue;

/// <summary>Whether an entry is there. <paramref name="Version"/> counts its facts.</summary>
[JsonConverter(typeof(CatalogueStateConverterFactory))]
public abstract record CatalogueState<TSpec>(long Version);

/// <summary>Nobody defined it.</summary>
public sealed record Undefined<TSpec>() : CatalogueState<TSpec>(0);

/// <summary>It is there. <paramref name="Before"/> is what it said before it was last changed, if ever.</summary>
public sealed record Standing<TSpec>(TSpec Spec, TSpec? Before, long Version) : CatalogueState<TSpec>(Version);

/// <summary>It was taken away; this is what it said.</summary>
public sealed record Gone<TSpec>(TSpec Spec, long Version) : CatalogueState<TSpec>(Version);
