namespace Watchfloor.Store;

/// <summary>What lies under one tombstone: an event, its escalation and its pages.</summary>
static class Tombstone
{
    /// <summary>Whether retention takes things of this kind.</summary>
    public static bool Guards(string kind) => kind is Kinds.Event or Kinds.Escalation or Kinds.Page;

    /// <summary>The event that an entity goes with; null where retention never takes it.</summary>
    public static string? EventOf(EntityId entity) =>
        entity.Kind switch
        {
            Kinds.Event or Kinds.Escalation => entity.Id,
            Kinds.Page when entity.Id.IndexOf('.') is > 0 and var dot => entity.Id[..dot],
            Kinds.Page => entity.Id,
            _ => null,
        };
}
