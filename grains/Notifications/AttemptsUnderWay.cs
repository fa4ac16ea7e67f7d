using System.Collections.Concurrent;

namespace Watchfloor.Notifications;

/// <summary>
/// The attempts to page that this process makes. One that the ledger knows and this does not has died with its process, or is made in
/// another one from which its page has moved here. It is gone with the process, and that is the point of it.
/// </summary>
public sealed class AttemptsUnderWay
{
    readonly ConcurrentDictionary<(EntityId Page, int Attempt), bool> _attempts = [];

    /// <summary>False where somebody makes it already. Comes before the ledger says that it has begun.</summary>
    public bool TryBegin(EntityId page, int attempt) => _attempts.TryAdd((page, attempt), true);

    /// <summary>Whether it is made here.</summary>
    public bool IsMade(EntityId page, int attempt) => _attempts.ContainsKey((page, attempt));

    /// <summary>Comes after the ledger says how it ended, or nobody could write that down.</summary>
    public void End(EntityId page, int attempt) => _attempts.TryRemove((page, attempt), out _);
}
