namespace System.Runtime.CompilerServices;

/// <summary>Known to the runtime by name: an assembly that carries it sees what is not public in the named one.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
