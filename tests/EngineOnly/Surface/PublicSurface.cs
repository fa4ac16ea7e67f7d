using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Watchfloor.Tests.EngineOnly.Surface;

/// <summary>What an assembly shows to others: its public types and, for each, its members with their signatures and parameter names.</summary>
sealed class PublicSurface
{
    readonly SignatureText _text = new();
    readonly Dictionary<string, HashSet<string>> _types = new(StringComparer.Ordinal);

    internal PublicSurface(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
            if (IsPublic(reader, reader.GetTypeDefinition(handle)))
                _types[_text.GetTypeFromDefinition(reader, handle, 0)] = Members(reader, reader.GetTypeDefinition(handle));
    }

    internal IEnumerable<string> Types => _types.Keys;

    internal HashSet<string>? MembersOf(string type) => _types.GetValueOrDefault(type);

    HashSet<string> Members(MetadataReader reader, TypeDefinition type)
    {
        var methods = type.GetMethods().Select(reader.GetMethodDefinition).Where(static method => IsVisible((int)method.Attributes));
        var fields = type.GetFields().Select(reader.GetFieldDefinition).Where(static field => IsVisible((int)field.Attributes));
        return
        [
            .. methods.Select(method => Describe(reader, method)),
            .. fields.Select(field => $"{field.DecodeSignature(_text, null)} {reader.GetString(field.Name)}"),
        ];
    }

    string Describe(MetadataReader reader, MethodDefinition method)
    {
        var signature = method.DecodeSignature(_text, null);
        var named = method
            .GetParameters()
            .Select(reader.GetParameter)
            .Where(static parameter => parameter.SequenceNumber > 0)
            .ToDictionary(static parameter => parameter.SequenceNumber - 1);
        var parameters = signature.ParameterTypes.Select(
            (type, index) =>
                $"{type} {reader.GetString(named[index].Name)}{(named[index].Attributes.HasFlag(ParameterAttributes.Optional) ? "?" : "")}"
        );
        var isStatic = method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "";
        var arity = signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}";
        return $"{isStatic}{signature.ReturnType} {reader.GetString(method.Name)}{arity}({string.Join(", ", parameters)})";
    }

    static bool IsPublic(MetadataReader reader, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    // Visibility has the same bits for methods and fields.
    static bool IsVisible(int attributes) =>
        (MethodAttributes)(attributes & (int)MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public
                or MethodAttributes.Family
                or MethodAttributes.FamORAssem;
}
