using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Layers.Tests.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests;

public class LayerContractTests
{
    private static readonly int[] Indices = [0, 4, 1, 1, 2, 3];

    public static TheoryData<string, LayerClause> Cases()
    {
        var cases = new TheoryData<string, LayerClause>();
        foreach (string name in (string[])["linear", "linear-without-bias", "embedding", "layer-norm", "dropout", "sequential", .. RecurrentCases.Names])
        {
            foreach (LayerClause clause in Enum.GetValues<LayerClause>())
            {
                cases.Add(name, clause);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Module_keeps_the_layer_contract(string name, LayerClause clause) => Contract(name).Check(clause);

    private static ILayerContract Contract(string name) => name switch
    {
        "linear" => FeedForward(scope => new Linear(3, 4, scope), outputs: 4),
        "linear-without-bias" => FeedForward(scope => new Linear(3, 4, scope, hasBias: false), outputs: 4),
        "layer-norm" => FeedForward(_ => new LayerNorm(3), outputs: 3),
        "dropout" => FeedForward(_ => new Dropout(0.5), outputs: 3),
        "sequential" => FeedForward(
            scope => new Sequential(new Linear(3, 4, scope.Part("0")), new Activation((tape, x) => tape.Tanh(x)), new Dropout(0.2), new Linear(4, 2, scope.Part("3"))), outputs: 2),
        "embedding" => new LayerContract<Embedding>
        {
            Create = scope => new Embedding(5, 4, scope),
            Run = (module, tape) => module.Run(tape, Indices, new Shape(3, 2)),
            OutputShape = new Shape(3, 2, 4),
        },
        _ => Recurrent(name),
    };

    private static LayerContract<FeedForwardModule> FeedForward(Func<InitializationScope, FeedForwardModule> create, int outputs) => new()
    {
        Create = create,
        Run = (module, tape) => module.Run(tape, SampleTensors.Normal("input", new Shape(5, 2, 3))),
        OutputShape = new Shape(5, 2, outputs),
    };

    private static LayerContract<RecurrentStack> Recurrent(string name) => new()
    {
        Create = scope => RecurrentCases.Create(name, scope),
        Run = (module, tape) => module.Run(tape, SampleTensors.Batch("input", 7, 2, 3)).Outputs.Values,
        OutputShape = new Shape(7, 2, RecurrentCases.Options(name).Directions * RecurrentCases.Width(name)),
    };
}
