namespace Watchfloor.Health;

/// <summary>Something that must be so while the server takes work. The host registers one for each.</summary>
public interface IReadiness
{
    /// <summary>All that stands in the way now, in sentences for people and without secrets; empty when ready. Asked often, so it must be quick.</summary>
    ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation);
}
