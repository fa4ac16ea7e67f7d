using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Codec;

/// <summary>
/// The numbered members of a type, level by level from the base down. Access to each is compiled once; fields are set past init and
/// readonly, as a deserializer must.
/// </summary>
sealed class Members<T>
{
    readonly Member[][] _levels = [.. MemberLevels.Of(typeof(T)).Select(static level => level.Select(Compile).ToArray())];

    internal void Write(Writer writer, ref T owner)
    {
        foreach (var level in _levels)
        {
            foreach (var member in level)
                member.Write(writer, ref owner);
            writer.Byte(0);
        }
    }

    internal void Read(Reader reader, ref T owner)
    {
        foreach (var level in _levels)
            while (reader.Unsigned() is var tag && tag != 0)
            {
                var isNumber = ((tag - 1) & 1) == 1;
                var id = (tag - 1) >> 1;
                var length = isNumber ? 0 : reader.OpenBlock();
                var member = Array.Find(level, candidate => candidate.Id == id);
                if (member is not null)
                    member.Read(reader, ref owner);
                else if (isNumber)
                    reader.Unsigned();
                else
                    reader.Skip(length);
            }
    }

    static Member Compile((uint Id, MemberInfo Info) member)
    {
        var field = member.Info as FieldInfo;
        var property = member.Info as PropertyInfo;
        var type = field?.FieldType ?? property!.PropertyType;
        var write = new DynamicMethod("Write", typeof(void), [typeof(Writer), typeof(T).MakeByRefType()], typeof(T), skipVisibility: true);
        var il = write.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        Owner(il);
        if (field is not null)
            il.Emit(OpCodes.Ldfld, field);
        else
            il.Emit(typeof(T).IsValueType ? OpCodes.Call : OpCodes.Callvirt, property!.GetMethod!);
        il.Emit(OpCodes.Ldc_I4, (int)member.Id);
        il.Emit(OpCodes.Call, typeof(Codecs).GetMethod(nameof(Codecs.WriteMember))!.MakeGenericMethod(type));
        il.Emit(OpCodes.Ret);
        var read = new DynamicMethod("Read", typeof(void), [typeof(Reader), typeof(T).MakeByRefType()], typeof(T), skipVisibility: true);
        il = read.GetILGenerator();
        Owner(il);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Codecs).GetMethod(nameof(Codecs.Read))!.MakeGenericMethod(type));
        if (field is not null)
            il.Emit(OpCodes.Stfld, field);
        else
            il.Emit(typeof(T).IsValueType ? OpCodes.Call : OpCodes.Callvirt, property!.SetMethod!);
        il.Emit(OpCodes.Ret);
        return new(member.Id, write.CreateDelegate<WriteMember>(), read.CreateDelegate<ReadMember>());
    }

    static void Owner(ILGenerator il)
    {
        il.Emit(OpCodes.Ldarg_1);
        if (!typeof(T).IsValueType)
            il.Emit(OpCodes.Ldind_Ref);
    }

    delegate void WriteMember(Writer writer, ref T owner);

    delegate void ReadMember(Reader reader, ref T owner);

    sealed record Member(uint Id, WriteMember Write, ReadMember Read);
}

/// <summary>An object by its numbered members.</summary>
sealed class RecordBody<T> : Body
    where T : class
{
    readonly Members<T> _members = new();

    internal override void Write(Writer writer, object value)
    {
        var owner = (T)value;
        _members.Write(writer, ref owner);
    }

    internal override object Read(Reader reader)
    {
        var owner = Blank<T>.Make();
        _members.Read(reader, ref owner);
        return owner;
    }
}

/// <summary>Makes objects to be filled: by the constructor without parameters, compiled, or without any where there is none.</summary>
static class Blank<T>
    where T : class
{
    internal static readonly Func<T> Make = Compile();

    static Func<T> Compile()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (typeof(T).GetConstructor(Any, []) is not { } constructor)
            return static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        var make = new DynamicMethod("Make", typeof(T), [], typeof(T), skipVisibility: true);
        var il = make.GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return make.CreateDelegate<Func<T>>();
    }
}
