using System.Reflection;
using System.Reflection.Emit;
using Orleans.Codec;
using Orleans.Runtime;

namespace Orleans.Calls;

/// <summary>A request class: its constructor, its argument fields in order.</summary>
sealed record EmittedRequest(Type Type, ConstructorInfo Constructor, FieldInfo[] Arguments);

/// <summary>Emits the request class of one method: typed fields, the call itself, and the arguments to and from the wire.</summary>
static class RequestEmitter
{
    const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    static readonly MethodInfo Write = typeof(Codecs).GetMethod(nameof(Codecs.Write))!;
    static readonly MethodInfo Read = typeof(Codecs).GetMethod(nameof(Codecs.Read))!;

    internal static EmittedRequest Emit(ModuleBuilder module, MethodInfo method, int index)
    {
        if (method.IsGenericMethodDefinition)
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is generic; grain methods are not.");
        var parent = typeof(Request<>).MakeGenericType(ResultOf(method));
        var type = module.DefineType($"{method.Name}_{index}", TypeAttributes.Public | TypeAttributes.Sealed, parent);
        var constructor = type.DefineDefaultConstructor(MethodAttributes.Public);
        var parameters = method.GetParameters();
        var arguments = parameters
            .Select(parameter => type.DefineField(parameter.Name!, parameter.ParameterType, FieldAttributes.Public))
            .ToArray();
        EmitCall(type, method, arguments);
        EmitCodec(type, arguments);
        if (arguments.LastOrDefault(static field => field.FieldType == typeof(CancellationToken)) is { } token)
            EmitToken(type, token);
        return new(type.CreateType(), constructor, arguments);
    }

    static Type ResultOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask))
            return typeof(Nothing);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition == typeof(Task<>) || definition == typeof(ValueTask<>)
            ? type.GetGenericArguments()[0]
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {type}; grain methods return tasks.");
    }

    static void EmitCall(TypeBuilder type, MethodInfo method, FieldInfo[] arguments)
    {
        var il = type.DefineMethod(nameof(Request.Call), Override, typeof(Task), [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }
        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType.IsValueType)
        {
            var value = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, value);
            il.Emit(OpCodes.Ldloca, value);
            il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }
        il.Emit(OpCodes.Ret);
    }

    static void EmitCodec(TypeBuilder type, FieldInfo[] arguments)
    {
        var encode = type.DefineMethod(nameof(Request.Encode), Override, typeof(void), [typeof(Writer)]).GetILGenerator();
        var decode = type.DefineMethod(nameof(Request.Decode), Override, typeof(void), [typeof(Reader)]).GetILGenerator();
        foreach (var argument in arguments.Where(static field => field.FieldType != typeof(CancellationToken)))
        {
            encode.Emit(OpCodes.Ldarg_1);
            encode.Emit(OpCodes.Ldarg_0);
            encode.Emit(OpCodes.Ldfld, argument);
            encode.Emit(OpCodes.Call, Write.MakeGenericMethod(argument.FieldType));
            decode.Emit(OpCodes.Ldarg_0);
            decode.Emit(OpCodes.Ldarg_1);
            decode.Emit(OpCodes.Call, Read.MakeGenericMethod(argument.FieldType));
            decode.Emit(OpCodes.Stfld, argument);
        }
        encode.Emit(OpCodes.Ret);
        decode.Emit(OpCodes.Ret);
    }

    static void EmitToken(TypeBuilder type, FieldInfo token)
    {
        var get = type.DefineMethod("get_Token", Override | MethodAttributes.SpecialName, typeof(CancellationToken), []).GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, token);
        get.Emit(OpCodes.Ret);
        var set = type.DefineMethod("set_Token", Override | MethodAttributes.SpecialName, typeof(void), [typeof(CancellationToken)])
            .GetILGenerator();
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, token);
        set.Emit(OpCodes.Ret);
    }
}
