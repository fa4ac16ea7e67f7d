using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Concurrency;

namespace Watchfloor.Tests.Architecture;

/// <summary>A rule by its name: what of a language breaks it.</summary>
delegate IEnumerable<string?> SignatureRule(GrainLanguage language);

/// <summary>
/// What both engines ask of grain interfaces and of what their calls carry. Numbers are those of the official analyzers, which the
/// embedded build does not have; the others are what no analyzer says and no engine forgives.
/// </summary>
static class SignatureRules
{
    public static readonly ImmutableSortedDictionary<string, SignatureRule> All = new Dictionary<string, SignatureRule>
    {
        ["ORLEANS0001: manners of a call are said on its interface"] = static language =>
            from type in language.Classes
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where Has<AlwaysInterleaveAttribute>(method) || Has<OneWayAttribute>(method) || Has<ReadOnlyAttribute>(method)
            select Name(method),
        ["ORLEANS0002: nothing is passed by reference"] = static language =>
            from method in language.Methods
            where method.GetParameters().Any(static parameter => parameter.ParameterType.IsByRef)
            select Name(method),
        ["ORLEANS0004: every member has its number"] = static language =>
            from type in Marked(language)
            from member in GrainLanguage.Members(type)
            where !Has<IdAttribute>(member)
            select $"{type.FullName}.{member.Name}",
        ["ORLEANS0006: only what is stored has a number"] = static language =>
            from type in Marked(language)
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.DeclaringType == type && Has<IdAttribute>(property) && !GrainLanguage.Members(type).Contains(property)
            select $"{type.FullName}.{property.Name}",
        ["ORLEANS0008: a grain interface has no properties"] = static language =>
            from type in language.Interfaces
            from property in type.GetProperties()
            select $"{type.FullName}.{property.Name}",
        ["ORLEANS0009: every call returns a task"] = static language =>
            from method in language.Methods
            where !IsTask(method.ReturnType)
            select Name(method),
        ["ORLEANS0011: a name is given once"] = static language =>
            from named in Aliases(language)
            group named.Owner by named.Alias into same
            where same.Distinct().Count() > 1
            select $"{same.Key}: {string.Join(", ", same)}",
        ["ORLEANS0012: a number is given once per level"] = static language =>
            from type in Marked(language)
            from same in GrainLanguage.Members(type).GroupBy(static member => member.GetCustomAttribute<IdAttribute>()?.Id)
            where same.Key is not null && same.Count() > 1
            select $"{type.FullName}: {string.Join(", ", same.Select(static member => member.Name))}",
        ["ORLEANS0107: what is carried can be reached"] = static language =>
            from type in Marked(language)
            where type.IsNestedPrivate || type.IsNestedFamily
            select type.FullName,
        ["whatever a call carries is marked"] = static language =>
            from type in language.Carried
            where !Has<GenerateSerializerAttribute>(type)
            select type.FullName,
        ["whatever a call carries has a name"] = static language =>
            from type in language.Carried.Concat(language.Interfaces)
            where !Has<AliasAttribute>(type)
            select type.FullName,
        ["every call has a name"] = static language =>
            from method in language.Methods
            where !Has<AliasAttribute>(method)
            select Name(method),
        ["a message never changes"] = static language =>
            from type in language.Carried
            where !type.IsEnum && !typeof(Exception).IsAssignableFrom(type) && !Has<ImmutableAttribute>(type)
            select type.FullName,
        ["a fault that leaves a grain is marked"] = static language =>
            from type in language.Faults
            where !Has<GenerateSerializerAttribute>(type) || !Has<AliasAttribute>(type)
            select type.FullName,
        ["the token comes last"] = static language =>
            from method in language.Methods
            where method.GetParameters().SkipLast(1).Any(IsToken)
            select Name(method),
        ["a call takes one token at most"] = static language =>
            from method in language.Methods
            where method.GetParameters().Count(IsToken) > 1
            select Name(method),
        ["a call has one form"] = static language =>
            from method in language.Methods
            group method by (method.DeclaringType, method.Name) into same
            where same.Count() > 1
            select Name(same.First()),
        ["a call is not generic"] = static language =>
            from method in language.Methods
            where method.IsGenericMethodDefinition
            select Name(method),
        ["an interface has no bodies"] = static language => from method in language.Methods where !method.IsAbstract select Name(method),
        ["no member is required"] = static language =>
            from type in Marked(language)
            from member in GrainLanguage.Members(type)
            where Has<RequiredMemberAttribute>(member)
            select $"{type.FullName}.{member.Name}",
        ["what is not ours has a codec"] = static language =>
            from type in language.Seen
            where !language.Carried.Contains(type) && !KnownCodecs.Has(type)
            select type.FullName,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Warning ORLEANS0014: whoever says so leaves the turn of the grain.</summary>
    public static bool LeavesTheTurn(string line) => line.Contains("ConfigureAwait(false)", StringComparison.Ordinal);

    static IEnumerable<Type> Marked(GrainLanguage language) =>
        language.Carried.Concat(language.Faults).Distinct().Where(Has<GenerateSerializerAttribute>);

    static IEnumerable<(string Alias, string Owner)> Aliases(GrainLanguage language) =>
        language
            .Carried.Concat(language.Interfaces)
            .Concat(language.Faults)
            .Distinct()
            .SelectMany(static type =>
                type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => (alias.Alias, type.FullName!))
            )
            .Concat(language.Methods.SelectMany(static method => AliasesOf(method)));

    static IEnumerable<(string Alias, string Owner)> AliasesOf(MethodInfo method) =>
        method.GetCustomAttributes<AliasAttribute>().Select(alias => ($"{method.DeclaringType!.FullName} {alias.Alias}", Name(method)));

    static bool IsToken(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    static bool IsTask(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() is var of) && (of == typeof(Task<>) || of == typeof(ValueTask<>)));

    static bool Has<TAttribute>(MemberInfo member)
        where TAttribute : Attribute => member.IsDefined(typeof(TAttribute), inherit: false);

    static string Name(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method}";
}
