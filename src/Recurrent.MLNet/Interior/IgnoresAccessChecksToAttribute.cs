#pragma warning disable IDE0130 // The runtime knows the attribute by its full name.
namespace System.Runtime.CompilerServices;

/// <summary>Tells the runtime that this assembly may use what is internal in another one; the runtime has the name, but no library declares it.</summary>
/// <param name="assemblyName">Simple name of the other assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
