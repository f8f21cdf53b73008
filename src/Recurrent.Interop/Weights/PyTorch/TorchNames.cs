using Recurrent.Interop.Weights.Pickles;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>The names that checkpoints of plain tensors refer to; all others are refused.</summary>
internal static class TorchNames
{
    /// <summary>Classes of TorchScript modules begin so; they exist in archives only and cannot be imported by Python either.</summary>
    public const string ScriptPrefix = "__torch__";

    private static readonly Dictionary<string, ElementFormat?> Storages = new()
    {
        ["torch.FloatStorage"] = ElementFormat.F32,
        ["torch.DoubleStorage"] = ElementFormat.F64,
        ["torch.HalfStorage"] = ElementFormat.F16,
        ["torch.BFloat16Storage"] = ElementFormat.BF16,
        ["torch.LongStorage"] = ElementFormat.I64,
        ["torch.IntStorage"] = ElementFormat.I32,
        ["torch.ShortStorage"] = ElementFormat.I16,
        ["torch.CharStorage"] = ElementFormat.I8,
        ["torch.ByteStorage"] = ElementFormat.U8,
        ["torch.BoolStorage"] = ElementFormat.BOOL,
        ["torch.storage.UntypedStorage"] = null,
    };

    private static readonly Dictionary<string, ElementFormat?> Types = new()
    {
        ["torch.float32"] = ElementFormat.F32,
        ["torch.float"] = ElementFormat.F32,
        ["torch.float64"] = ElementFormat.F64,
        ["torch.double"] = ElementFormat.F64,
        ["torch.float16"] = ElementFormat.F16,
        ["torch.half"] = ElementFormat.F16,
        ["torch.bfloat16"] = ElementFormat.BF16,
        ["torch.int64"] = ElementFormat.I64,
        ["torch.long"] = ElementFormat.I64,
        ["torch.int32"] = ElementFormat.I32,
        ["torch.int"] = ElementFormat.I32,
        ["torch.int16"] = ElementFormat.I16,
        ["torch.short"] = ElementFormat.I16,
        ["torch.int8"] = ElementFormat.I8,
        ["torch.uint8"] = ElementFormat.U8,
        ["torch.bool"] = ElementFormat.BOOL,
        ["torch.complex64"] = null,
        ["torch.complex128"] = null,
    };

    private static readonly HashSet<string> Others =
    [
        "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3", "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state", "torch._tensor._rebuild_from_type_v2", "torch.Tensor", "torch.nn.parameter.Parameter",
        "collections.OrderedDict", "collections.Counter", "torch.Size", "torch.device", "builtins.set", "__builtin__.set", "_codecs.encode",
        "torch.jit._pickle.restore_type_tag", "torch.jit._pickle.build_intlist", "torch.jit._pickle.build_doublelist",
        "torch.jit._pickle.build_boollist", "torch.jit._pickle.build_tensorlist",
    ];

    public static bool IsAllowed(string name) => Storages.ContainsKey(name) || Types.ContainsKey(name) || Others.Contains(name) || IsScript(name);

    public static bool IsScript(string name) => name == ScriptPrefix || name.StartsWith(ScriptPrefix + ".", StringComparison.Ordinal);

    /// <summary>Whether a name is that of a storage, and of which numbers.</summary>
    public static bool IsStorage(object? value, out ElementFormat? format)
    {
        format = null;
        return value is PickleGlobal global && Storages.TryGetValue(global.ToString(), out format);
    }

    /// <summary>The number format of a name such as <c>torch.float32</c>; null for others.</summary>
    public static ElementFormat? TypeOf(object? value) => value is PickleGlobal global ? Types.GetValueOrDefault(global.ToString()) : null;

    public static string NameOf(ElementFormat format) => Storages.First(pair => pair.Value == format).Key["torch.".Length..];
}
