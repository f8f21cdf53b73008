using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Export.Attention;
using Recurrent.Interop.Onnx.Export.Basic;
using Recurrent.Interop.Onnx.Export.Cells;
using Recurrent.Interop.Onnx.Export.Sequences;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>How modules become nodes, by their type; immutable, extended by <c>With</c>.</summary>
public sealed class OnnxEmitters
{
    private readonly ImmutableDictionary<Type, object> _emitters;

    private OnnxEmitters(ImmutableDictionary<Type, object> emitters) => _emitters = emitters;

    /// <summary>Those of this library.</summary>
    public static OnnxEmitters BuiltIn { get; } = new OnnxEmitters(ImmutableDictionary<Type, object>.Empty)
        .With<Activation>(ActivationEmitter.Emit)
        .With<Dropout>(DropoutEmitter.Emit)
        .With<LayerNorm>(LayerNormEmitter.Emit)
        .With<Linear>(LinearEmitter.Emit)
        .With<Sequential>(SequentialEmitter.Emit)
        .WithLayer(new RecurrentStackEmitter())
        .WithLayer(new TransformerEmitter())
        .WithCell(new GruStep())
        .WithCell(new IndRnnStep())
        .WithCell(new LruStep())
        .WithCell(new LstmStep())
        .WithCell(new MinGruStep())
        .WithCell(new MinLstmStep())
        .WithCell(new MlstmStep())
        .WithCell(new NtmStep())
        .WithCell(new RhnStep())
        .WithCell(new RnnStep())
        .WithCell(new SlstmStep())
        .WithCell(new SruStep());

    /// <summary>Emitters with one more kind of module; these stay as they are.</summary>
    /// <typeparam name="TModule">The module's type; one that is there is replaced.</typeparam>
    /// <param name="emitter">Adds its nodes.</param>
    /// <returns>The larger set.</returns>
    public OnnxEmitters With<TModule>(OnnxModuleEmitter<TModule> emitter)
        where TModule : FeedForwardModule
    {
        ArgumentNullException.ThrowIfNull(emitter);
        return new OnnxEmitters(_emitters.SetItem(typeof(TModule), new ModuleForm<TModule>(emitter)));
    }

    /// <summary>Emitters with one more kind of layer; these stay as they are.</summary>
    /// <typeparam name="TLayer">The layer's type; one that is there is replaced.</typeparam>
    /// <param name="emitter">Adds its nodes.</param>
    /// <returns>The larger set.</returns>
    public OnnxEmitters WithLayer<TLayer>(OnnxLayerEmitter<TLayer> emitter)
        where TLayer : SequenceLayer
    {
        ArgumentNullException.ThrowIfNull(emitter);
        return new OnnxEmitters(_emitters.SetItem(typeof(TLayer), new LayerForm<TLayer>(emitter)));
    }

    /// <summary>Emitters with one more kind of cell, which may then stand in a <see cref="RecurrentLayer{TCell, TState}"/>; these stay as they are.</summary>
    /// <typeparam name="TCell">The cell's type; one that is there is replaced.</typeparam>
    /// <param name="emitter">Adds the nodes of a step.</param>
    /// <returns>The larger set.</returns>
    public OnnxEmitters WithCell<TCell>(OnnxCellEmitter<TCell> emitter)
        where TCell : Module
    {
        ArgumentNullException.ThrowIfNull(emitter);
        return new OnnxEmitters(_emitters.SetItem(typeof(TCell), new CellForm<TCell>(emitter)));
    }

    /// <exception cref="NotSupportedException">There is none.</exception>
    internal IModuleForm Of(FeedForwardModule module) => Find(module) as IModuleForm ?? throw Missing(module, "With");

    /// <exception cref="NotSupportedException">There is none.</exception>
    internal ILayerForm Of(SequenceLayer layer) => Find(layer) as ILayerForm ?? throw Missing(layer, "WithLayer");

    /// <exception cref="NotSupportedException">There is none.</exception>
    internal ICellForm OfCell(Module cell) => cell is IZoneoutCell zoneout
        ? new ZoneoutForm(zoneout.Probability, zoneout.Inner, OfCell(zoneout.Inner))
        : Find(cell) as ICellForm ?? throw Missing(cell, "WithCell");

    private static NotSupportedException Missing(Module module, string with) => new(
        $"A {module.GetType().Name} has no ONNX form here; give it one with OnnxEmitters.BuiltIn.{with}<{module.GetType().Name}>(…), or export the parts around it.");

    private object? Find(Module module)
    {
        for (Type? type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (_emitters.TryGetValue(type, out object? emitter))
            {
                return emitter;
            }
        }

        return null;
    }
}
