namespace Recurrent.Training.Diagnosis;

/// <summary>How long the gradient is so many steps before the loss, relative to its length where the loss looks, which is 1.</summary>
/// <param name="Lag">k, steps before the loss, from 0.</param>
/// <param name="Median">Median over the pieces of data of ‖∂L/∂s_{T−k}‖, or of ‖∂L/∂x_{T−k}‖.</param>
/// <param name="Lower">The tenth in a hundred of them.</param>
/// <param name="Upper">The ninetieth.</param>
/// <param name="Hidden">Median of ‖∂L/∂h_{T−k}‖ alone: the part of the hidden state, as long as all of it where nothing else is remembered.</param>
public readonly record struct LagGradient(int Lag, double Median, double Lower, double Upper, double Hidden);
