using Recurrent.Comparison.Cases;
using TorchSharp;
using TorchSharp.Modules;

namespace Recurrent.Comparison.Torch;

/// <summary>Numbers into and out of libtorch.</summary>
internal static class TorchNumbers
{
    /// <summary>Copies the common weights into a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="weights">All its weights.</param>
    /// <param name="path">What stands before the names in the module's own paths.</param>
    /// <exception cref="InvalidOperationException">The module has other parameters.</exception>
    public static void Load(torch.nn.Module module, IReadOnlyList<NamedValues> weights, string path)
    {
        Dictionary<string, Parameter> parameters = module.named_parameters().ToDictionary(item => item.name, item => item.parameter);
        if (!parameters.Keys.ToHashSet().SetEquals(weights.Select(weight => path + weight.Name)))
        {
            throw new InvalidOperationException($"libtorch's module has {string.Join(", ", parameters.Keys)}; expected {string.Join(", ", weights.Select(weight => path + weight.Name))}.");
        }

        using IDisposable frozen = torch.no_grad();
        foreach (NamedValues weight in weights)
        {
            using torch.Tensor values = torch.tensor(weight.Values, weight.LongAxes);
            parameters[path + weight.Name].copy_(values);
        }
    }

    /// <summary>A copy of the values in row-major order.</summary>
    public static float[] Copy(torch.Tensor tensor)
    {
        using torch.Tensor flat = tensor.detach().contiguous();
        return flat.data<float>().ToArray();
    }

    /// <summary>Adds copies of all gradients.</summary>
    public static void AddGradients(torch.nn.Module module, string path, Dictionary<string, float[]> results)
    {
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            results.Add("gradient of " + name[path.Length..], Copy(parameter.grad!));
        }
    }
}
