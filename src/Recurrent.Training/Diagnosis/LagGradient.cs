namespace Recurrent.Training.Diagnosis;

/// <summary>How long the gradient is so many steps before the loss, relative to its length at the loss.</summary>
/// <param name="Lag">k, steps before the loss, from 0.</param>
/// <param name="Median">Median over the pieces of data of ‖∂L/∂s_{T−k}‖ / ‖∂L/∂s_T‖; 1 at lag 0.</param>
/// <param name="Lower">The tenth in a hundred of them.</param>
/// <param name="Upper">The ninetieth.</param>
/// <param name="Hidden">Median of ‖∂L/∂h_{T−k}‖ / ‖∂L/∂s_T‖: the part of the hidden state, as long as all of it where nothing else is remembered.</param>
public readonly record struct LagGradient(int Lag, double Median, double Lower, double Upper, double Hidden);
