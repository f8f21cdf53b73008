using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>Takes out of tensor names what wrappers put in: <c>_orig_mod</c> of <c>torch.compile</c> anywhere, a leading <c>module</c> of <c>DataParallel</c>.</summary>
internal static class WeightNames
{
    private const string Compiled = "_orig_mod";
    private const string Parallel = "module.";

    /// <summary>The tensors under plain names, in their order; under their own names where two would become one.</summary>
    public static IReadOnlyDictionary<string, Tensor> Plain(IReadOnlyDictionary<string, Tensor> tensors)
    {
        bool isParallel = tensors.Count > 0 && tensors.Keys.All(name => WithoutCompiled(name).StartsWith(Parallel, StringComparison.Ordinal));
        var plain = new OrderedDictionary<string, Tensor>(tensors.Count);
        foreach ((string name, Tensor tensor) in tensors)
        {
            string clean = WithoutCompiled(name);
            if (!plain.TryAdd(isParallel ? clean[Parallel.Length..] : clean, tensor))
            {
                return tensors;
            }
        }

        return plain;
    }

    /// <summary>Splits a name into the place of its module, without the last dot, and the parameter's own name.</summary>
    public static (string Place, string Own) Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot < 0 ? (string.Empty, name) : (name[..dot], name[(dot + 1)..]);
    }

    /// <summary>The name of a part of a place.</summary>
    public static string Join(string place, string own) => place.Length == 0 ? own : $"{place}.{own}";

    private static string WithoutCompiled(string name) => name.Contains(Compiled, StringComparison.Ordinal)
        ? string.Join('.', name.Split('.').Where(part => part != Compiled))
        : name;
}
