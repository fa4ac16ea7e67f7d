using System.Text.Json.Serialization;

namespace Watchfloor.Notifications;

/// <summary>A way to reach people: a kind of adapter and its settings. Values of secret fields are sealed before they come here.</summary>
[GenerateSerializer, Immutable, Alias("wf.ChannelSpec")]
public sealed record ChannelSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Kind,
    [property: Id(2)] Values<ChannelSetting> Settings
)
{
    /// <summary>The value of a setting, or null.</summary>
    public string? Setting(string name)
    {
        foreach (var setting in Settings)
        {
            if (setting.Name == name)
                return setting.Value;
        }
        return null;
    }
}

/// <summary>One setting; a secret one holds a sealed value that only the server of this installation can open.</summary>
[GenerateSerializer, Immutable, Alias("wf.ChannelSetting")]
public sealed record ChannelSetting([property: Id(0)] string Name, [property: Id(1)] string Value);

/// <summary>A field that a kind of channel asks for, so that a form can be drawn without knowing the kind.</summary>
/// <param name="Name">The key in the settings.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Required">A channel without it is refused.</param>
/// <param name="Secret">Accepted, sealed, never returned.</param>
/// <param name="Format">
/// <c>text</c>, <c>uri</c>, <c>port</c>, <c>email</c>, <c>emails</c> (with commas between them), <c>trust</c> (certificates as PEM, or the
/// SHA-256 fingerprint of one) or <c>choice</c>.
/// </param>
/// <param name="Choices">What there is to choose from, the usual one first.</param>
public sealed record ChannelField(
    string Name,
    string Title,
    bool Required,
    bool Secret,
    string Format,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Choices = null
);

/// <summary>A kind of channel and its fields.</summary>
public sealed record ChannelKind(string Kind, string Title, IReadOnlyList<ChannelField> Fields);
