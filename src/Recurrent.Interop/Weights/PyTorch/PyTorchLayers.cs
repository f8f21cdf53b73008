using Recurrent.Layers;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>Refuses layers that <c>torch.nn</c> does not have: their weights would load there and mean something else.</summary>
internal static class PyTorchLayers
{
    public static void Check(Module model)
    {
        foreach ((string name, Module module) in model.Modules())
        {
            if (module is RecurrentStack stack && Difference(stack) is { } difference)
            {
                throw new NotSupportedException($"'{name}' is a {stack.GetType().Name} with {difference}, which torch.nn does not have; export it as ONNX, or train it without.");
            }
        }
    }

    private static string? Difference(RecurrentStack stack) => stack.Options switch
    {
        { Highway: true } or { Residual: true } => "a path around its layers",
        { Dilation: > 1 } => "dilated steps",
        { Zoneout: > 0 } => "zoneout",
        _ => (stack, stack.Options) switch
        {
            (Lstm, LstmOptions { Peephole: true }) => "peepholes",
            (Lstm, LstmOptions { CoupledGates: true }) => "coupled gates",
            (Lstm, LstmOptions { LayerNorm: true }) or (Gru, GruOptions { LayerNorm: true }) => "layer normalisation",
            (Gru, GruOptions { ResetAfter: false }) => "its reset gate before the product",
            (Lstm or Gru or Rnn, _) => null,
            _ => "a cell of its own",
        },
    };
}
