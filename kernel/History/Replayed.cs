using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>What follows from the facts of an entity up to one of its versions: all that its document says.</summary>
/// <param name="At">The instant of the newest of these facts.</param>
public sealed record Replayed(
    EntityId Entity,
    long Version,
    DateTimeOffset At,
    ReadOnlyMemory<byte> State,
    ReadOnlyMemory<byte>? View,
    ImmutableArray<Column> Columns,
    Due? Due
)
{
    /// <summary>The commit that writes the document anew; it carries no facts.</summary>
    public Commit ToRewrite() =>
        new()
        {
            Entity = Entity,
            Expected = Version,
            Facts = [],
            State = State,
            View = View,
            Columns = Columns,
            Due = Due,
            Outbox = [],
            Claims = [],
            Request = null,
            Actor = "system",
        };
}
