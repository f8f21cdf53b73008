namespace Recurrent.Kernels.Sequences;

/// <summary>How the packed weights of a live step are stored; sums and states are float32 whatever it is.</summary>
internal enum StepPrecision
{
    /// <summary>float32.</summary>
    Single,

    /// <summary>bfloat16, two to a word.</summary>
    BFloat16,

    /// <summary>Signed bytes, four to a word, with one scale for each row of a weight matrix.</summary>
    Int8,
}
