using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks;

/// <summary>What the commands do for the models of one task.</summary>
internal interface ICliTask
{
    /// <summary>The name in <c>rnn train NAME</c> and <c>model.json</c>.</summary>
    string Name { get; }

    /// <summary>Makes <c>rnn train NAME</c>; null where models of the task are imported, not trained here.</summary>
    Command? CreateTrain(Terminal terminal);

    /// <summary>Makes what <c>rnn predict</c> does with a model of the task.</summary>
    ITaskVerb CreatePredict();

    /// <summary>Makes what <c>rnn evaluate</c> does with a model of the task.</summary>
    ITaskVerb CreateEvaluate();

    /// <summary>Makes the demonstrations of the task, <c>rnn demo NAME</c>.</summary>
    IReadOnlyList<CliDemo> CreateDemos();

    /// <summary>The chosen settings of a model and their reasons, for <c>rnn inspect</c>; null when the task records none.</summary>
    /// <param name="modelFolder">A model folder of this task.</param>
    IReadOnlyList<ChosenSetting>? Settings(string modelFolder);
}
