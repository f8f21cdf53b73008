namespace Recurrent.Layers;

/// <summary>A module and its place in a model.</summary>
/// <param name="Name">Path, parts joined by dots; empty for the model itself.</param>
/// <param name="Module">The module.</param>
public readonly record struct NamedModule(string Name, Module Module);
