using Recurrent.Text.Generation;
using Recurrent.Text.Tokenization;
using Recurrent.Training;
using Recurrent.Training.Data;
using Recurrent.Training.Events;

namespace Recurrent.Text.LanguageModels;

/// <summary>A trained model of running text: what comes next, and how probable a text is. Immutable and thread-safe.</summary>
/// <remarks>p(text) = Π p(token_t | all tokens before), the past summed up in the state of recurrent layers.</remarks>
public sealed class LanguageModel
{
    internal LanguageModel(LanguageModelState state) => State = state;

    /// <summary>What a token is.</summary>
    public TextLevel Level => State.Settings.Level;

    /// <summary>Cuts text into tokens.</summary>
    public Tokenizer Tokenizer => State.Tokenizer;

    /// <summary>Every setting it was trained with and the reason for it.</summary>
    public IReadOnlyList<ChosenSetting> Settings => State.Settings.Settings;

    /// <summary>Scores when it was made, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => State.Metrics;

    /// <summary>The seed of its training.</summary>
    public ulong Seed => State.Seed;

    /// <summary>Trainable values.</summary>
    public long ParameterCount => State.Network.ParameterCount;

    internal LanguageModelState State { get; }

    /// <summary>Trains a language model.</summary>
    /// <param name="text">The text to learn from, with line feeds between lines.</param>
    /// <param name="validation">Text that tells when to stop; null holds the end of the text back for that.</param>
    /// <param name="options">Tokens, sizes and training; null for the defaults.</param>
    /// <param name="observers">Are told what happens; null for none.</param>
    /// <param name="cancellationToken">Ends the run after the present step (with a checkpoint when a folder is set).</param>
    /// <returns>The model and its settings.</returns>
    /// <exception cref="DataFormatException">The text is too short.</exception>
    /// <exception cref="ArgumentException">There is no such cell, or options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static LanguageModelTraining Train(
        string text,
        string? validation = null,
        LanguageModelOptions? options = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new LanguageModelOptions();
        return new LanguageModelTrainer(LanguageModelPlan.Of(text, validation, options), options).Run([.. observers ?? []], cancellationToken);
    }

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">Written by <see cref="Save"/>.</param>
    /// <returns>The model.</returns>
    /// <exception cref="IOException">The folder is missing, damaged or of another task; the message names file and field.</exception>
    public static LanguageModel Load(string folder) => new(LanguageModelFolder.Read(folder));

    /// <summary>Writes the model folder: <c>model.json</c>, <c>model.safetensors</c>, <c>tokenizer.json</c>, <c>counts.json</c>.</summary>
    /// <param name="folder">The folder to make or replace; a crash leaves the old one or the new one.</param>
    public void Save(string folder) => LanguageModelFolder.Write(folder, State);

    /// <summary>The same model with scores to be kept in its folder.</summary>
    /// <param name="metrics">Scores by name.</param>
    /// <returns>A model over the same weights.</returns>
    public LanguageModel WithMetrics(IReadOnlyDictionary<string, double> metrics) => new(State with { Metrics = metrics });

    /// <summary>Scores the model on a text, read as one from its first to its last token.</summary>
    /// <param name="text">A text that was not learnt from.</param>
    /// <param name="dynamic">Learns from the text while it is scored; null scores the model as it is.</param>
    /// <returns>The scores beside those of simple methods.</returns>
    /// <exception cref="ArgumentException">The text has no token.</exception>
    public LanguageEvaluation Evaluate(string text, DynamicEvaluation? dynamic = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LanguageEvaluator.Evaluate(State, text, dynamic);
    }

    /// <summary>Tells how little the model foresaw each token of a text.</summary>
    /// <param name="text">Any text, read from its start.</param>
    /// <returns>One entry a token.</returns>
    public IReadOnlyList<TokenSurprise> Surprises(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SurpriseReader.Read(State, text);
    }

    /// <summary>Writes text on from a prompt, piece by piece; the cost of a token does not grow with the length.</summary>
    /// <param name="prompt">How the text begins; empty for a text of its own.</param>
    /// <param name="options">How tokens are drawn and how many; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the text.</param>
    /// <returns>What follows the prompt, token by token as it is drawn.</returns>
    public IEnumerable<string> Generate(string prompt, SamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Write();

        // A generator a time, so that going through the text again gives it again.
        IEnumerable<string> Write()
        {
            foreach (var piece in new TextGenerator(State, options ?? new SamplingOptions()).Run(prompt, cancellationToken)) yield return piece;
        }
    }
}
