using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Calls;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>A method of a grain interface as both sides know it.</summary>
readonly record struct NamedMethod(InterfaceShape Interface, MethodShape Method);

/// <summary>
/// Methods by name on the wire: the interface that declares it, by alias, and its own alias, or its name with its parameters. Neither order
/// nor number of methods matters, so silos of different versions understand each other.
/// </summary>
static class MethodNames
{
    static readonly ConcurrentDictionary<byte[], NamedMethod> Known = new(new ByBytes());

    static readonly ConcurrentDictionary<byte[], NamedMethod>.AlternateLookup<ReadOnlySpan<byte>> Lookup = Known.GetAlternateLookup<
        ReadOnlySpan<byte>
    >();

    internal static byte[] Of(MethodInfo method)
    {
        using var writer = new Writer();
        TypeNames.Write(writer, method.DeclaringType!);
        writer.Text(IdOf(method));
        return writer.Written.ToArray();
    }

    /// <summary>What is no method of an interface is known under a name that none can have.</summary>
    internal static void Add(byte[] name, NamedMethod method) => Known.TryAdd(name, method);

    internal static NamedMethod Find(ReadOnlySpan<byte> name)
    {
        if (Lookup.TryGetValue(name, out var known))
            return known;
        // Only what was found is kept, so a stranger's inventions take no room.
        var copy = name.ToArray();
        return Known.GetOrAdd(copy, Search(copy));
    }

    static NamedMethod Search(byte[] name)
    {
        var reader = new Reader(name, null!);
        var shape = ProxyEmitter.ShapeOf(TypeNames.Read(reader, typeof(IAddressable)));
        var id = reader.Text();
        return Array.Find(shape.Methods, method => method.Method.DeclaringType == shape.Interface && IdOf(method.Method) == id) is { } found
            ? new(shape, found)
            : throw new MissingMethodException($"{MethodShape.Readable(shape.Interface)} has no method '{id}' in this silo.");
    }

    static string IdOf(MethodInfo method) =>
        method.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? $"{method.Name}({string.Join(',', method.GetParameters().Select(static parameter => parameter.ParameterType.ToString()))})";

    sealed class ByBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        [SuppressMessage("Design", "MA0021", Justification = "These are bytes, no text.")]
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
