namespace Watchfloor.Tenants;

/// <summary>A customer of the installation. A closed one keeps all that is its own, and nobody gets in.</summary>
[GenerateSerializer, Immutable, Alias("wf.TenantSpec")]
public sealed record TenantSpec([property: Id(0)] string Name, [property: Id(1)] bool Closed);
