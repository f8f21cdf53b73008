namespace Recurrent.Layers.Initialization;

/// <summary>What a gate of a recurrent cell does, as far as its first bias depends on it.</summary>
public enum GateRole
{
    /// <summary>The new content (g of an LSTM, n of a GRU, all of a plain RNN).</summary>
    Candidate,

    /// <summary>How much new content enters (i of an LSTM).</summary>
    Input,

    /// <summary>How much of the old state stays (f of an LSTM, z of a GRU).</summary>
    Forget,

    /// <summary>How much of the state is shown (o of an LSTM).</summary>
    Output,

    /// <summary>How much of the old state the candidate sees (r of a GRU).</summary>
    Reset,
}
