namespace Watchfloor.Tenants;

/// <summary>What a person who may sign in is allowed. Who it is (login, name, password) stands apart, and can be forgotten.</summary>
[GenerateSerializer, Immutable, Alias("wf.AccountSpec")]
public sealed record AccountSpec([property: Id(0)] Role Role, [property: Id(1)] bool Disabled);
