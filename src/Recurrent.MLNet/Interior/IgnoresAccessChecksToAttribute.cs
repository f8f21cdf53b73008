// The runtime finds the attribute by its full name, System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute: in the namespace that this folder asks
// for it would have no effect, and the first use of an internal member of ML.NET would throw a MethodAccessException.
#pragma warning disable IDE0130
namespace System.Runtime.CompilerServices;
#pragma warning restore IDE0130

/// <summary>Tells the runtime that this assembly may use what is internal in another one; the runtime has the name, but no library declares it.</summary>
/// <param name="assemblyName">Simple name of the other assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
