using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training;
using Recurrent.Training.Diagnosis;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Cli.Diagnose;

/// <summary>Layers on random input: no data are needed to see gradients vanish.</summary>
internal sealed record RandomSubject
{
    public required int Length { get; init; }

    public required RecurrentOptions Sizes { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Largest norm of a gradient; null for any.</summary>
    public required double? Clip { get; init; }

    /// <summary>Whether the gradient of the inputs is wanted in the place of that of the states.</summary>
    public bool OfInputs { get; init; }

    /// <summary>Makes a layer of the column's kind, trains it to recall what came first if asked to, and looks at it.</summary>
    public CellDiagnosis Diagnose(CellColumn column, DiagnoseRequest request)
    {
        var network = new RecallNetwork(column, Sizes, Length, request.Options.Seed);
        var probe = new TrainProbe(column.Name, request);
        var options = new TrainOptions
        {
            Seed = request.Options.Seed,
            Threads = request.Options.Threads,
            MaximumEpochs = int.MaxValue,
            MaximumSteps = request.Updates,
            MaximumSkipsInARow = int.MaxValue,
            Clip = Clip is { } largest ? new ClipByGlobalNorm(largest) : null,
        };
        var optimizer = new Sgd(ParameterGroup.All(network), new SgdOptions { LearningRate = LearningRate });
        try
        {
            new Trainer(network, optimizer, options, new TrainingServices { Observers = [probe] }).Run(new RecallJob(network, Length, request.Options.Windows), request.Cancellation);
        }
        catch (DiagnosisDone)
        {
            return OfInputs ? probe.Result! with { Layers = [], Inputs = [new LayerFlow("inputs", InputFlow(network, request))] } : probe.Result!;
        }

        throw new OperationCanceledException(request.Cancellation);
    }

    private GradientFlow InputFlow(RecallNetwork network, DiagnoseRequest request)
    {
        var shape = new Shape(Length, request.Options.Windows, Sizes.InputSize);
        var values = new float[shape.Length];
        new RandomSource(request.Options.Seed).Stream("inputs").FillNormal(values);
        return GradientFlow.OfInputs(network.Layer, new SequenceBatch(Tensor.FromValues(values, shape)), request.Options);
    }
}
