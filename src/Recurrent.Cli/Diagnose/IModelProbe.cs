using Recurrent.Layers;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Diagnose;

/// <summary>Looks into the model of a command that runs inside of another one.</summary>
internal interface IModelProbe : ITrainingObserver
{
    /// <summary>A model was loaded and is about to be run over data.</summary>
    /// <param name="network">Its network.</param>
    void OnModel(Module network)
    {
    }
}
