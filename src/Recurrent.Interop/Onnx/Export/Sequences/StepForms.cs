using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export.Sequences;

/// <summary>How one step of a layer becomes nodes.</summary>
internal static class StepForms
{
    public static ICellForm Of(OnnxEmitters emitters, RecurrentUnit unit) => unit switch
    {
        DilatedUnit dilated => new DilatedForm(Of(emitters, dilated.Inner), dilated.Dilation, dilated.SlotCount),
        FusedUnit { Zoneout: > 0 } fused => new ZoneoutForm(fused.Zoneout, fused.Cell, emitters.OfCell(fused.Cell)),
        _ => emitters.OfCell(unit.Cell),
    };
}
