namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>What <c>rnn predict --json</c> prints of an ONNX model.</summary>
internal sealed record OnnxPredictionDocument(string Task, string Out, IReadOnlyDictionary<string, string> Outputs);
