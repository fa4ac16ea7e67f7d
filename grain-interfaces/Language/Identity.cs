using Orleans.Runtime;

namespace Watchfloor;

/// <summary>The customer whose walls nobody sees through. 1–64 of <c>[a-z0-9-]</c>.</summary>
[GenerateSerializer, Immutable, Alias("wf.TenantId")]
public readonly record struct TenantId([property: Id(0)] string Value)
{
    /// <summary>The tenant of an installation that has only one.</summary>
    public static TenantId Default { get; } = new("main");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>
/// Names one living thing: its kind (the word in journal, due table and grain type), its tenant and its id.
/// The grain key is <c>tenant/id</c>; an id may itself hold slashes, a tenant may not.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.EntityId")]
public readonly record struct EntityId([property: Id(0)] string Kind, [property: Id(1)] TenantId Tenant, [property: Id(2)] string Id)
{
    /// <summary>The key of its grain.</summary>
    public string Key => $"{Tenant.Value}/{Id}";

    /// <summary>The address of its grain.</summary>
    public GrainId ToGrainId() => GrainId.Create(Kind, Key);

    /// <summary>Reads an address back; the inverse of <see cref="ToGrainId"/>.</summary>
    public static EntityId Of(string kind, string key)
    {
        var slash = key.IndexOf('/');
        return slash > 0
            ? new(kind, new(key[..slash]), key[(slash + 1)..])
            : throw new FormatException($"'{key}' is no key of the form tenant/id");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Key}";
}

/// <summary>Names one wish of one caller, so that asking twice does it once. At most 255 characters.</summary>
[GenerateSerializer, Immutable, Alias("wf.RequestId")]
public readonly record struct RequestId([property: Id(0)] string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
