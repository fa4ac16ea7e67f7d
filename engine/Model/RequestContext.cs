namespace Orleans.Runtime;

/// <summary>
/// Values that travel with every call from here on: client to grain to grain. Timers and reminders start without any.
/// Values are copied by reference, so they should not change.
/// </summary>
public static class RequestContext
{
    static readonly AsyncLocal<Dictionary<string, object>?> Flow = new();

    internal static Dictionary<string, object>? Snapshot => Flow.Value;

    public static IEnumerable<string> Keys => Flow.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Flow.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    public static object? Get(string key) => Flow.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    // The dictionary is copied on each change: calls under way keep the one they were sent with.
    public static void Set(string key, object value) => Flow.Value = new(Flow.Value ?? [], StringComparer.Ordinal) { [key] = value };

    public static bool Remove(string key)
    {
        if (Flow.Value is not { } values || !values.ContainsKey(key))
            return false;
        var rest = new Dictionary<string, object>(values, StringComparer.Ordinal);
        rest.Remove(key);
        Flow.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear()
    {
        if (Flow.Value is not null)
            Flow.Value = null;
    }

    internal static void Install(Dictionary<string, object>? values) => Flow.Value = values;
}
