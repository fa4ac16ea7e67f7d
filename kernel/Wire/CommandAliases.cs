using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>Commands as the outbox holds them: under their alias, as JSON of their own type.</summary>
public static class CommandAliases
{
    static readonly FrozenDictionary<Type, string> ByType = Aliased().ToFrozenDictionary(x => x.Type, x => x.Alias);
    static readonly FrozenDictionary<string, Type> ByAlias = Aliased().ToFrozenDictionary(x => x.Alias, x => x.Type);

    /// <summary>Writes a command for the outbox.</summary>
    public static OutboxMessage Address(Effect effect)
    {
        var type = effect.Command.GetType();
        return new(effect.Target, Of(type), JsonSerializer.SerializeToUtf8Bytes(effect.Command, type, WireJson.Options));
    }

    /// <summary>The alias of a command type.</summary>
    public static string Of(Type command) =>
        ByType.TryGetValue(command, out var alias)
            ? alias
            : throw new InvalidOperationException($"{command} has no [Alias] in the language");

    /// <summary>Reads a command back.</summary>
    public static TCommand Read<TCommand>(string alias, ReadOnlyMemory<byte> data)
        where TCommand : class =>
        ByAlias.TryGetValue(alias, out var type)
            ? JsonSerializer.Deserialize(data.Span, type, WireJson.Options) as TCommand
                ?? throw new JsonException($"'{alias}' is no {typeof(TCommand).Name}")
            : throw new JsonException($"nobody knows the command '{alias}'");

    static IEnumerable<(Type Type, string Alias)> Aliased() =>
        from type in typeof(Outcome).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        let alias = type.GetCustomAttribute<AliasAttribute>(inherit: false)
        where alias is not null
        select (type, alias.Alias);
}
