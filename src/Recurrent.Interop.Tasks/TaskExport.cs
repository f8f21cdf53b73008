using Recurrent.Interop.Tasks.Detection;
using Recurrent.Interop.Tasks.Finance;
using Recurrent.Interop.Tasks.Forecasts;
using Recurrent.Interop.Tasks.Signals;
using Recurrent.Interop.Tasks.Texts;
using Recurrent.Interop.Tasks.Translation;
using Recurrent.Text.Classification;
using Recurrent.Text.LanguageModels;
using Recurrent.Text.Tagging;
using Recurrent.Text.Translation;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.TimeSeries.Signals.Classification;
using Recurrent.TimeSeries.Signals.Regression.Model;

namespace Recurrent.Interop.Tasks;

/// <summary>Writes trained models as ONNX files, to be run by ONNX Runtime or any other runtime.</summary>
/// <remarks>
/// Scaling, look-up of vectors, the members of an ensemble and their mean are in the graph; batch and time are open. Layout is <c>[T, B, …]</c> as in this
/// library. What goes in and out, what stays with the caller, and the keys of the metadata are in the result and in docs/interop.md. Operators and
/// file format are those of <see cref="Onnx.Export.OnnxVersions"/>.
/// </remarks>
public static class TaskExport
{
    /// <summary>Writes a language model: <c>tokens</c> and the state in, <c>log_probabilities</c> and the state out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this LanguageModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LanguageModelGraph.Build(model.State).Save(path);
    }

    /// <summary>Writes a classifier of texts: <c>tokens</c> and <c>lengths</c> in, <c>probabilities</c> out.</summary>
    /// <param name="model">The classifier.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this TextClassifier model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ClassifierGraph.Build(model.State).Save(path);
    }

    /// <summary>Writes a tagger without its decoding: places of words and their parts in, <c>emissions</c> out.</summary>
    /// <param name="model">The tagger.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this SequenceTagger model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return TaggerGraph.Build(model.State).Save(path);
    }

    /// <summary>
    /// Writes a translator as two files: the encoder, whose outputs are inputs of the decoder of the same names, and one step of the decoder, whose
    /// <c>final_…</c> outputs are the <c>initial_…</c> inputs of the next step.
    /// </summary>
    /// <param name="model">The translator.</param>
    /// <param name="encoder">The encoder's file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <param name="decoder">The decoder's file.</param>
    /// <returns>What the files have, the encoder's first.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<ExportedModel> SaveOnnx(this Translator model, string encoder, string decoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (first, second) = (EncoderGraph.Build(model.State), DecoderGraph.Build(model.State));
        return [first.Save(encoder), second.Save(decoder)];
    }

    /// <summary>
    /// Writes a forecaster: <c>values</c> of the past, covariates and times in, <c>forecast</c> out, the quantiles of every step; for a model that draws
    /// paths the <c>parameters</c> of the next value's distribution.
    /// </summary>
    /// <param name="model">The forecaster.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this Forecaster model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return (model.State.Network is PathNetwork ? PathGraph.Build(model.State) : ForecastGraph.Build(model.State)).Save(path);
    }

    /// <summary>Writes a detector's network: <c>values</c> in, and out the <c>prediction</c> of the next row, or the <c>reconstruction</c> and <c>score</c> of a window.</summary>
    /// <param name="model">The detector.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this Detector model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return DetectorGraph.Build(model.State).Save(path);
    }

    /// <summary>Writes a classifier of signals: <c>values</c> (or <c>features</c> of sound) and <c>lengths</c> in, <c>probabilities</c> out.</summary>
    /// <param name="model">The classifier.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this SignalClassifier model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SignalClassifierGraph.Build(model.State).Save(path);
    }

    /// <summary>Writes a simulator of a system: <c>inputs</c> and the state in, <c>outputs</c> and the state out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this SignalRegressor model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RegressorGraph.Build(model.State).Save(path);
    }

    /// <summary>Writes a volatility model as its last fit left it: <c>prices</c> and the state in, <c>variance</c>, <c>up_probability</c> and the state out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <returns>What the file has.</returns>
    /// <exception cref="NotSupportedException">A part of the model has no ONNX form.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ExportedModel SaveOnnx(this VolatilityModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return VolatilityGraph.Build(model.State).Save(path);
    }
}
