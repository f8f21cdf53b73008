using System.CommandLine;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>One form of signal models: which of them a training is for depends on its data and options, and a model says which it is.</summary>
internal interface ISignalForm
{
    /// <summary>Its name: <c>form</c> in the <c>architecture</c> of <c>model.json</c>.</summary>
    string Name { get; }

    /// <summary>Settings it understands; forms may share names.</summary>
    IReadOnlyList<SignalKey> Keys { get; }

    /// <summary>Options of <c>train signal</c> that are no settings; no two forms may give one name to two options.</summary>
    IReadOnlyList<Option> TrainOptions { get; }

    /// <summary>Trains.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    int Train(SignalTrainInvocation invocation);

    /// <summary>Makes what <c>rnn predict</c> does with a model of the form.</summary>
    ITaskVerb CreatePredict();

    /// <summary>Makes what <c>rnn evaluate</c> does with a model of the form.</summary>
    ITaskVerb CreateEvaluate();

    /// <summary>The chosen settings of a model and their reasons.</summary>
    IReadOnlyList<ChosenSetting> Settings(string modelFolder);
}
