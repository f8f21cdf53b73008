namespace Recurrent.Cli.Tasks.Layers;

/// <summary>What <c>rnn predict --json</c> prints of imported layers.</summary>
internal sealed record LayersPredictionDocument(string Task, string Out, int Steps, int Outputs);
