using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Finds out which version of Keras wrote a file.</summary>
internal static class KerasLayout
{
    private const string WholeModel = "model_weights";
    private static readonly string[] Containers = ["layers", "_layer_checkpoint_dependencies"];

    public static IKerasLayout Of(H5Bytes file, H5Object root)
    {
        foreach (string container in Containers)
        {
            if (root.Member(container) is { } layers)
            {
                return new NewLayout(file, layers);
            }
        }

        if (root.Member(WholeModel) is { } weights)
        {
            return new OldLayout(file, weights);
        }

        return root.Attribute("layer_names") is not null || root.Attribute("layer_names0") is not null
            ? new OldLayout(file, root)
            : throw file.Wrong("layers", "are missing: there is no group layers as of Keras 3 and no list layer_names as of Keras 2; this is no file of Keras weights.");
    }
}
