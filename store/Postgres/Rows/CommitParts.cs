namespace Watchfloor.Store.Postgres;

/// <summary>What a batch of commits of one kind holds beside facts.</summary>
[Flags]
enum CommitParts
{
    None = 0,

    /// <summary>Of entities that are there.</summary>
    Changes = 1,

    /// <summary>Of entities that begin.</summary>
    Beginnings = 2,

    /// <summary>To other grains.</summary>
    Messages = 4,

    /// <summary>To what a source calls an event.</summary>
    Claims = 8,

    All = Changes | Beginnings | Messages | Claims,
}
