namespace Recurrent.Text.Classification;

/// <summary>How well probabilities say what comes, before and after the scores were divided by a temperature.</summary>
/// <remarks>
/// Guo et al., 2017. Each half of the texts is measured with the temperature fitted to the other half, so the figures after are no
/// better than those on new texts; the model keeps the temperature of all of them.
/// </remarks>
/// <param name="Texts">Texts it was measured on; nothing was learnt from them, though the epoch was chosen by them.</param>
/// <param name="Temperature">T, above 0: above 1 the network was too sure.</param>
/// <param name="NllBefore">Mean negative log-likelihood in nats with T = 1.</param>
/// <param name="NllAfter">The same with the temperature.</param>
/// <param name="EceBefore">Expected calibration error with T = 1, 0 to 1: by how far the probability of the choice misses its accuracy, over 15 bins.</param>
/// <param name="EceAfter">The same with the temperature.</param>
public sealed record TextCalibration(int Texts, double Temperature, double NllBefore, double NllAfter, double EceBefore, double EceAfter);
