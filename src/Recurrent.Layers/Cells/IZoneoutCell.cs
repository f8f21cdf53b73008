namespace Recurrent.Layers.Cells;

/// <summary>A cell of any kind whose state is mixed with the one before.</summary>
internal interface IZoneoutCell
{
    /// <summary>The cell that is wrapped.</summary>
    Module Inner { get; }

    /// <summary>The share of values that stay.</summary>
    float Probability { get; }
}
