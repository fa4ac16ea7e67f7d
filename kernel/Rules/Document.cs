using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>What readers see of an entity: a view (any record, written as JSON) and its indexed columns.</summary>
public sealed record Document(object View, ImmutableArray<Column> Columns);

/// <summary>A typed column of a kind's table. Values: string, long, int, double, bool, DateTimeOffset or null; enums as their wire word.</summary>
public readonly record struct Column(string Name, object? Value);
