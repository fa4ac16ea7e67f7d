namespace Watchfloor.Notifications;

/// <summary>A way to reach people, as people define it.</summary>
sealed record ChannelInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>One of /channel-kinds.</summary>
    public required string Kind { get; init; }

    /// <summary>The fields of the kind. A secret that is left out of a change stays as it was.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}

/// <summary>A way to reach people. Secrets are never returned; <paramref name="SecretsSet"/> names those that are set.</summary>
sealed record ChannelView(
    string Id,
    string Name,
    string Kind,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<string> SecretsSet,
    long Version
);
