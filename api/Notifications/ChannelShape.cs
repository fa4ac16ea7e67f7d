using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Notifications;

/// <summary>What is special about channels: their kind says which settings there are, and secrets go in but never out.</summary>
sealed class ChannelShape(IReadOnlyList<ChannelKind> kinds, ChannelSecrets secrets)
    : ICatalogueShape<ChannelSpec, ChannelInput, ChannelView>
{
    const int LongestValue = 2000;

    public string Kind => Kinds.Channel;

    public string Noun => "channel";

    public ValueTask<ChannelSpec?> Spec(
        ChannelInput input,
        string id,
        Entry<ChannelSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        if (kinds.FirstOrDefault(known => known.Kind == input.Kind) is not { } kind)
        {
            complaints.Unless(false, "kind", $"must be one of {string.Join(", ", kinds.Select(known => known.Kind))}");
            return default;
        }
        var given = input.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unknown in given.Keys.Where(name => kind.Fields.All(field => field.Name != name)))
            complaints.Unless(false, $"settings.{unknown}", $"is no setting of a {kind.Kind}; its settings are {FieldNames(kind)}");
        var settings = new List<ChannelSetting>();
        foreach (var field in kind.Fields)
        {
            var old = before is { Spec: var spec } && spec.Kind == kind.Kind ? spec.Setting(field.Name) : null;
            if (Setting(field, given.GetValueOrDefault(field.Name), old, complaints) is { } value)
                settings.Add(new(field.Name, value));
        }
        return new(new ChannelSpec(input.Name, kind.Kind, Values.From(settings)));
    }

    public ChannelView View(Entry<ChannelSpec> entry)
    {
        var secretNames = kinds.FirstOrDefault(kind => kind.Kind == entry.Spec.Kind)?.Fields.Where(field => field.Secret);
        var isSecret = secretNames?.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        // settings of a kind that this server does not know may all be secrets
        var open = entry.Spec.Settings.Where(setting => isSecret?.Contains(setting.Name) == false);
        var hidden = entry.Spec.Settings.Where(setting => isSecret?.Contains(setting.Name) != false);
        return new(
            entry.Id,
            entry.Spec.Name,
            entry.Spec.Kind,
            open.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
            [.. hidden.Select(setting => setting.Name)],
            entry.Version
        );
    }

    string? Setting(ChannelField field, string? given, string? old, Complaints complaints)
    {
        var path = $"settings.{field.Name}";
        if (field.Secret && given is null)
        {
            complaints.Unless(old is not null || !field.Required, path, "is missing; it is needed");
            return old;
        }
        complaints.Unless(given is { Length: > 0 } || !field.Required, path, "is missing; it is needed");
        if (given is null)
            return null;
        complaints.Text(path, given, 0, LongestValue);
        complaints.Setting(path, field, given);
        return field.Secret ? secrets.Seal(given, old) : given;
    }

    static string FieldNames(ChannelKind kind) =>
        kind.Fields.Count == 0 ? "none" : string.Join(", ", kind.Fields.Select(field => field.Name));
}
