namespace Recurrent.Interop.Weights.Pickles;

/// <summary>A name that pickled data refer to. It stays a name: nothing is looked up, imported or called.</summary>
/// <param name="Module">Such as <c>torch._utils</c>.</param>
/// <param name="Name">Such as <c>_rebuild_tensor_v2</c>.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
