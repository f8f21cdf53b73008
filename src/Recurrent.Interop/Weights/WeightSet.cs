using System.Collections.ObjectModel;
using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>Named tensors of a file of weights, whatever framework wrote it.</summary>
public sealed class WeightSet
{
    private readonly IReadOnlyDictionary<string, Tensor> _plain;

    /// <summary>Makes a set.</summary>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="tensors">Tensors by name, as in the file.</param>
    /// <param name="values">Numbers and text that stand beside the tensors, by name; null for none.</param>
    public WeightSet(string source, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? values = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tensors);
        (Source, Tensors, Values) = (source, tensors, values ?? ReadOnlyDictionary<string, string>.Empty);
        _plain = WeightNames.Plain(tensors);
    }

    /// <summary>Where it comes from.</summary>
    public string Source { get; }

    /// <summary>Tensors by the names of the file.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>Numbers and text beside the tensors, such as the epoch of a checkpoint; metadata of a safetensors file.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>The number format each tensor had in the file, such as <c>F32</c> or <c>BF16</c>, by name; empty where it is not known.</summary>
    public IReadOnlyDictionary<string, string> Formats { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Searches the names and shapes, which must be PyTorch's, for layers of this library.</summary>
    /// <param name="options">Answers to what names and shapes do not say; null for the defaults.</param>
    /// <returns>The layers, with their values, and the tensors that are part of none.</returns>
    public Recognition Recognize(RecognitionOptions? options = null) => LayerRecognizer.Find(_plain, options ?? new RecognitionOptions());

    /// <summary>Copies values by name into a model that exists.</summary>
    /// <param name="model">A layer or a whole model of this library, with PyTorch's names.</param>
    /// <param name="prefix">Where in the file the model's names begin, such as <c>encoder.lstm</c>; empty, the default, for the whole file.</param>
    /// <param name="ignoreOthers">Whether tensors below the prefix that the model does not have are left; false, the default, refuses them.</param>
    /// <exception cref="ArgumentException">
    /// Tensors are missing, left over or of another shape; nothing is changed then. The message says where in the file missing names stand.
    /// </exception>
    /// <remarks>
    /// The prefixes of <c>torch.compile</c> and <c>DataParallel</c> may stand in the file or not. Recurrent layers without biases (<c>bias=False</c>)
    /// load as biases of zero. A parameter that stands in two places of the model (tied weights) needs to be in the file once.
    /// </remarks>
    public void LoadInto(Module model, string prefix = "", bool ignoreOthers = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prefix);
        new WeightLoad(Source, _plain, WeightNames.PlainPrefix(_plain, prefix)) { IgnoresOthers = ignoreOthers }.Into(model);
    }
}
