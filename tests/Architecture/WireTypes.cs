using System.Reflection;

namespace Watchfloor.Tests.Architecture;

/// <summary>What both engines ask of a type that crosses a grain call.</summary>
public class WireTypes
{
    [Fact]
    public void Whatever_a_call_carries_can_be_serialized() =>
        Verdict.None(from type in Language.Carried where !Has<GenerateSerializerAttribute>(type) select type.FullName);

    [Fact]
    public void Whatever_a_call_carries_has_a_name_of_its_own() =>
        Verdict.None(from type in Language.Carried.Concat(Language.Interfaces) where !Has<AliasAttribute>(type) select type.FullName);

    [Fact]
    public void A_name_is_given_once() =>
        Verdict.None(
            from type in Language.Carried.Concat(Language.Interfaces)
            group type by type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias into named
            where named.Count() > 1
            select $"{named.Key}: {string.Join(", ", named)}"
        );

    [Fact]
    public void Messages_never_change_after_they_were_sent() =>
        Verdict.None(
            from type in Language.Carried
            where !type.IsEnum && !typeof(Exception).IsAssignableFrom(type) && !Has<ImmutableAttribute>(type)
            select type.FullName
        );

    [Fact]
    public void Every_member_has_its_number() =>
        Verdict.None(
            from type in Language.Carried
            from member in Members(type)
            where member.GetCustomAttribute<IdAttribute>() is null
            select $"{type.FullName}.{member.Name}"
        );

    [Fact]
    public void A_number_is_given_once_per_type() =>
        Verdict.None(
            from type in Language.Carried
            from same in Members(type).GroupBy(member => member.GetCustomAttribute<IdAttribute>()?.Id)
            where same.Count() > 1
            select $"{type.FullName}: {string.Join(", ", same.Select(member => member.Name))}"
        );

    [Fact]
    public void Faults_that_leave_a_grain_are_marked() =>
        Verdict.None(
            from room in new[] { "grain-interfaces", "kernel", "grains" }
            from type in Rooms.Types(room)
            where typeof(Exception).IsAssignableFrom(type) && !(Has<GenerateSerializerAttribute>(type) && Has<AliasAttribute>(type))
            select type.FullName
        );

    static bool Has<TAttribute>(Type type)
        where TAttribute : Attribute => type.IsDefined(typeof(TAttribute), inherit: false);

    /// <summary>Stored properties, and fields that somebody wrote; both of this level of the hierarchy only.</summary>
    static IEnumerable<MemberInfo> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.IsEnum
            ? []
            : type.GetProperties(Own)
                .Where(Language.IsStored)
                .Cast<MemberInfo>()
                .Concat(type.GetFields(Own).Where(field => !field.Name.Contains('<')));
    }
}
