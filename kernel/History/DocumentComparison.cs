using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>Holds a stored document against what its journal says. JSON counts by what it says, not by how it is written.</summary>
static class DocumentComparison
{
    /// <summary>What differs, in words; null where nothing does.</summary>
    public static string? Of(StoredDocument stored, Replayed told)
    {
        var flaws = new List<string>();
        if (stored.Version != told.Version)
            flaws.Add($"version {stored.Version}, and the journal ends at {told.Version}");
        if (Json("state", stored.State, told.State) is { } state)
            flaws.Add(state);
        if (Json("view", stored.View, told.View) is { } view)
            flaws.Add(view);
        if (Columns(stored.Columns, told.Columns) is { Length: > 0 } columns)
            flaws.Add($"column {columns}");
        if (Normal(stored.Due) != Normal(told.Due))
            flaws.Add($"due {Words(stored.Due)} instead of {Words(told.Due)}");
        return flaws.Count == 0 ? null : string.Join("; ", flaws);
    }

    static string? Json(string what, ReadOnlyMemory<byte>? stored, ReadOnlyMemory<byte>? told)
    {
        if (stored is not { } found || told is not { } right)
            return stored is null == told is null ? null : $"{what} {(told is null ? "is there and must not be" : "is missing")}";
        if (found.Span.SequenceEqual(right.Span))
            return null;
        try
        {
            using var one = JsonDocument.Parse(found);
            using var other = JsonDocument.Parse(right);
            return JsonPaths.FirstDifference(one.RootElement, other.RootElement) is { } path ? $"{what} at {path}" : null;
        }
        catch (JsonException)
        {
            return $"{what} is no JSON";
        }
    }

    static string Columns(ImmutableArray<Column> stored, ImmutableArray<Column> told)
    {
        var found = stored.Where(column => column.Value is not null).ToDictionary(column => column.Name, column => Normal(column.Value));
        var wrong = new List<string>();
        foreach (var (name, value) in told)
        {
            if (!Equals(found.GetValueOrDefault(name), Normal(value)))
                wrong.Add(name);
            found.Remove(name);
        }
        return string.Join(", ", wrong.Concat(found.Keys));
    }

    static object? Normal(object? value) =>
        value switch
        {
            int or bool or Enum => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            DateTimeOffset instant => Instants.Truncate(instant),
            _ => value,
        };

    static Due? Normal(Due? due) => due is { } deadline ? deadline with { At = Instants.Truncate(deadline.At) } : null;

    static string Words(Due? due) => due is { } deadline ? $"{deadline.At.UtcDateTime:O} (rank {deadline.Rank})" : "never";
}
