using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;

namespace Recurrent.Documentation.Tests.Snippets.Training;

#region TrainingModel
internal sealed class NextValueModel : Module
{
    public NextValueModel(ulong seed)
    {
        var random = new RandomSource(seed);
        Lstm = AddModule("lstm", new Lstm(new LstmOptions { InputSize = 1, HiddenSize = 16 }, random));
        Head = AddModule("head", new Linear(16, 1, random));
    }

    public Lstm Lstm { get; }

    public Linear Head { get; }
}
#endregion
