using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>
/// Takes out of tensor names what wrappers put in: <c>_orig_mod</c> of <c>torch.compile</c> anywhere, and <c>module</c> of <c>DataParallel</c> where a
/// state_dict begins, at the start of the file or behind the key a checkpoint has it under.
/// </summary>
internal static class WeightNames
{
    private const string Compiled = "_orig_mod";
    private const string Parallel = "module.";

    /// <summary>The tensors under plain names, in their order; under their own names where two would become one.</summary>
    public static IReadOnlyDictionary<string, Tensor> Plain(IReadOnlyDictionary<string, Tensor> tensors)
    {
        string[] names = [.. tensors.Keys.Select(WithoutCompiled)];
        HashSet<string> parallel = [.. names.GroupBy(StartOf).Where(group => group.All(name => name.AsSpan(group.Key.Length).StartsWith(Parallel))).Select(group => group.Key)];
        var plain = new OrderedDictionary<string, Tensor>(tensors.Count);
        foreach ((string name, Tensor tensor) in names.Zip(tensors.Values))
        {
            string start = StartOf(name);
            if (!plain.TryAdd(parallel.Contains(start) ? start + name[(start.Length + Parallel.Length)..] : name, tensor))
            {
                return tensors;
            }
        }

        return plain;
    }

    /// <summary>A prefix as it stands in front of plain names, whether or not it was given with what wrappers put in.</summary>
    public static string PlainPrefix(IReadOnlyDictionary<string, Tensor> plain, string prefix)
    {
        string given = prefix.TrimEnd('.');
        return given.Length == 0 || plain.Keys.Any(name => name.StartsWith(given + ".", StringComparison.Ordinal))
            ? given
            : string.Join('.', given.Split('.').Where((part, place) => part != Compiled && !(place <= 1 && part + "." == Parallel)));
    }

    /// <summary>Splits a name into the place of its module, without the last dot, and the parameter's own name.</summary>
    public static (string Place, string Own) Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot < 0 ? (string.Empty, name) : (name[..dot], name[(dot + 1)..]);
    }

    /// <summary>The name of a part of a place.</summary>
    public static string Join(string place, string own) => place.Length == 0 ? own : $"{place}.{own}";

    /// <summary>The key of a checkpoint under which a state_dict stands, with its dot; empty where the file is the state_dict.</summary>
    private static string StartOf(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && (name.AsSpan(0, dot).EndsWith("state_dict") || name[..dot] is "model" or "net" or "network" or "weights") ? name[..(dot + 1)] : string.Empty;
    }

    private static string WithoutCompiled(string name) => name.Contains(Compiled, StringComparison.Ordinal)
        ? string.Join('.', name.Split('.').Where(part => part != Compiled))
        : name;
}
