using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>The identity matrix times a factor: a recurrence that remembers everything at first.</summary>
/// <param name="Scale">Value on the diagonal; below 1 the memory decays.</param>
/// <remarks>Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015.</remarks>
public sealed record Identity(double Scale = 1) : Initializer
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape is not a matrix.</exception>
    public override void Fill(Span<float> values, Shape shape, RandomStream random)
    {
        if (shape.Rank != 2)
        {
            throw new ArgumentException($"An identity is a matrix [rows, columns], got a parameter {shape}; choose another initialiser for it.", nameof(shape));
        }

        values.Clear();
        for (int diagonal = 0; diagonal < Math.Min(shape[0], shape[1]); diagonal++)
        {
            values[(diagonal * shape[1]) + diagonal] = (float)Scale;
        }
    }
}
