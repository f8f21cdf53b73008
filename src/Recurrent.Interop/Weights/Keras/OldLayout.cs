using System.Globalization;
using System.Text;
using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Keras 2: a group for every layer under its name, whose attribute lists its arrays in order.</summary>
internal sealed class OldLayout(H5Bytes file, H5Object weights) : IKerasLayout
{
    private const string LayerNames = "layer_names", WeightNames = "weight_names";

    // Long lists are cut into attributes with a number behind their name.
    private const int MostParts = 10_000;

    public IReadOnlyList<H5Dataset> TensorsOf(string name, string className, int number) => weights.Descend(name) is { } group ? Tensors(group) : [];

    public List<KerasLayer> Guess()
    {
        var layers = new List<KerasLayer>();
        foreach (string name in Names(weights, LayerNames))
        {
            if (weights.Descend(name) is { } group && Tensors(group) is { Count: > 0 } tensors)
            {
                layers.Add(new KerasLayer(name, ClassName: null, Config: null, tensors));
            }
        }

        return layers;
    }

    private List<H5Dataset> Tensors(H5Object group) =>
        [.. Names(group, WeightNames).Select(name => (group.Descend(name) ?? throw file.Wrong($"{group.Path}/{name}", "is listed and missing; the file is damaged.")).Dataset())];

    private List<string> Names(H5Object group, string list)
    {
        var names = new List<string>();
        if (group.Attribute(list) is { } whole)
        {
            AddNames(whole);
        }

        for (int part = 0; names.Count == 0 || part > 0; part++)
        {
            if (part > MostParts || group.Attribute(list + part.ToString(CultureInfo.InvariantCulture)) is not { } next)
            {
                break;
            }

            AddNames(next);
        }

        return names;

        void AddNames(H5Attribute attribute)
        {
            // An empty list has elements of no text, but none of them.
            if (attribute.Axes.Contains(0))
            {
                return;
            }

            foreach (ReadOnlyMemory<byte> text in attribute.Texts(file, list))
            {
                file.Budget.Take(32 + (2L * text.Length), list);
                names.Add(Encoding.UTF8.GetString(text.Span));
            }
        }
    }
}
