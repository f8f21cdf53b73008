using System.Globalization;
using System.Text.RegularExpressions;
using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Keras 3: a group for every layer under its class in small letters and a number, arrays numbered below <c>vars</c> of the part they belong to.</summary>
internal sealed partial class NewLayout(H5Bytes file, H5Object layers) : IKerasLayout
{
    private const int DeepestPart = 8;

    // Parts in the order in which Keras lists their arrays, so that either layout gives one order.
    private static readonly string[] Parts = ["forward_layer", "backward_layer", "cell", "layer"];

    private static readonly string[] WithoutWeights = ["vars", "seed_generator"];

    private static readonly Dictionary<string, string> Classes = new()
    {
        ["simple_rnn"] = "SimpleRNN",
        ["lstm"] = "LSTM",
        ["gru"] = "GRU",
        ["bidirectional"] = "Bidirectional",
        ["dense"] = "Dense",
        ["embedding"] = "Embedding",
        ["layer_normalization"] = "LayerNormalization",
        ["time_distributed"] = "TimeDistributed",
    };

    public IReadOnlyList<H5Dataset> TensorsOf(string name, string className, int number)
    {
        string group = SnakeCase(className) + (number == 0 ? "" : "_" + number.ToString(CultureInfo.InvariantCulture));
        var tensors = new List<H5Dataset>();
        if (layers.Member(group) is { } found)
        {
            Collect(found, tensors, depth: 0);
        }

        return tensors;
    }

    public List<KerasLayer> Guess()
    {
        var guessed = new List<KerasLayer>();
        foreach (string name in layers.Links.Keys)
        {
            var tensors = new List<H5Dataset>();
            Collect(layers.Member(name)!, tensors, depth: 0);
            if (tensors.Count > 0)
            {
                guessed.Add(new KerasLayer(name, Classes.GetValueOrDefault(Numbered().Replace(name, "")), Config: null, tensors));
            }
        }

        return guessed;
    }

    private void Collect(H5Object part, List<H5Dataset> tensors, int depth)
    {
        if (depth > DeepestPart)
        {
            throw file.Wrong(part.Path, "is nested deeper than layers of Keras are; the file is damaged.");
        }

        if (part.Member("vars") is { } values)
        {
            for (int number = 0; values.Member(number.ToString(CultureInfo.InvariantCulture)) is { } tensor; number++)
            {
                tensors.Add(tensor.Dataset());
            }
        }

        // Arrays of other parts show that the layer has weights, so that it is left by name and not passed over.
        foreach (string name in Parts.Where(part.Links.ContainsKey).Concat(part.Links.Keys.Except([.. Parts, .. WithoutWeights])))
        {
            if (part.Member(name) is { IsDataset: false } inner)
            {
                Collect(inner, tensors, depth + 1);
            }
        }
    }

    /// <summary>A class name as Keras writes it: <c>SimpleRNN</c> is <c>simple_rnn</c>.</summary>
    private static string SnakeCase(string name) => Capital().Replace(Word().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("([a-z0-9])([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Capital();

    [GeneratedRegex(@"_\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
