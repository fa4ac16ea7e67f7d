using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Calls;

/// <summary>Emits, once per grain interface, a reference class and a request class for each method, so that no call reflects.</summary>
static class ProxyEmitter
{
    static readonly ConcurrentDictionary<Type, Lazy<InterfaceShape>> Shapes = new();

    internal static InterfaceShape ShapeOf(Type grainInterface) =>
        Shapes.GetOrAdd(grainInterface, static type => new(() => Emit(type))).Value;

    static InterfaceShape Emit(Type grainInterface)
    {
        if (!grainInterface.IsInterface || !typeof(IAddressable).IsAssignableFrom(grainInterface))
            throw new ArgumentException($"{grainInterface} is no grain interface.");
        var methods = grainInterface
            .GetInterfaces()
            .Prepend(grainInterface)
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(static method => method.IsAbstract)
            .ToArray();
        var module = ModuleFor(grainInterface, methods);
        var proxy = module.DefineType("Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainProxy), [grainInterface]);
        var constructor = proxy.DefineDefaultConstructor(MethodAttributes.Public);
        var requests = methods.Select((method, index) => RequestEmitter.Emit(module, method, index)).ToArray();
        for (var index = 0; index < methods.Length; index++)
            Implement(proxy, methods[index], requests[index], index);
        var made = proxy.CreateType();
        var shapes = methods.Select(method => new MethodShape(method, grainInterface)).ToArray();
        for (var index = 0; index < methods.Length; index++)
            shapes[index].Blank = MakerOf<Request>(requests[index].Type);
        return new(grainInterface, shapes, MakerOf<GrainProxy>(made));
    }

    static Func<T> MakerOf<T>(Type type)
    {
        var maker = new DynamicMethod("Make", typeof(T), [], type, skipVisibility: true);
        var il = maker.GetILGenerator();
        il.Emit(OpCodes.Newobj, type.GetConstructor(Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        return maker.CreateDelegate<Func<T>>();
    }

    static void Implement(TypeBuilder proxy, MethodInfo method, EmittedRequest request, int index)
    {
        var parameters = method.GetParameters().Select(static parameter => parameter.ParameterType).ToArray();
        var implementation = proxy.DefineMethod(
            $"{method.DeclaringType}.{method.Name}",
            MethodAttributes.Private
                | MethodAttributes.Virtual
                | MethodAttributes.Final
                | MethodAttributes.HideBySig
                | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters
        );
        var il = implementation.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, request.Constructor);
        for (var position = 0; position < parameters.Length; position++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, position + 1);
            il.Emit(OpCodes.Stfld, request.Arguments[position]);
        }
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, SenderFor(method.ReturnType));
        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(implementation, method);
    }

    static MethodInfo SenderFor(Type returnType)
    {
        if (returnType == typeof(Task))
            return typeof(GrainProxy).GetMethod(nameof(GrainProxy.SendVoid))!;
        if (returnType == typeof(ValueTask))
            return typeof(GrainProxy).GetMethod(nameof(GrainProxy.SendValueVoid))!;
        var generic = returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(GrainProxy.Send) : nameof(GrainProxy.SendValue);
        return typeof(GrainProxy).GetMethod(generic)!.MakeGenericMethod(returnType.GetGenericArguments());
    }

    /// <summary>One module per interface: it may see what the interface and its argument types see, internal types included.</summary>
    static ModuleBuilder ModuleFor(Type grainInterface, MethodInfo[] methods)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName { Name = $"Watchfloor.Engine.References.{MethodShape.Readable(grainInterface)}" },
            AssemblyBuilderAccess.Run
        );
        var constructor = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        var named = methods
            .SelectMany(static method =>
                method.GetParameters().Select(static parameter => parameter.ParameterType).Append(method.ReturnType)
            )
            .Append(grainInterface)
            .Append(typeof(GrainProxy))
            .Concat(grainInterface.GetInterfaces())
            .SelectMany(Parts)
            .Select(static type => type.Assembly.GetName().Name!)
            .Distinct();
        foreach (var name in named)
            assembly.SetCustomAttribute(new(constructor, [name]));
        return assembly.DefineDynamicModule("References");
    }

    static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);
}
