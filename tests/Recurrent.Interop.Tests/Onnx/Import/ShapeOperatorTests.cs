using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;
using static Recurrent.Interop.Tests.Onnx.Import.TestModel;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Operators that move, join, cut, reduce and rank, against ONNX Runtime.</summary>
public sealed class ShapeOperatorTests
{
    private static readonly OnnxData Cube = Sample.Floats(1, 2, 3, 4), Matrix = Sample.Floats(2, 3, 4), Row = Sample.Floats(3, 4);

    private static readonly string[] ReductionNames = ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp"];

    private static OperatorCase[] All =>
    [
        One("Transpose", [Cube]), One("Transpose", [Cube], Ints("perm", 1, 0, 2)), One("Transpose", [Cube], Ints("perm", 2, 0, 1)),
        One("Reshape", [Cube, Sample.Ints(0, -1)]), One("Reshape", [Cube, Sample.Ints(4, 6)]), One("Reshape", [Sample.Floats(1, 0, 3), Sample.Ints(3, 0)], Int("allowzero", 1)),
        One("Flatten", [Cube]), One("Flatten", [Cube], Int("axis", 2)), One("Flatten", [Cube], Int("axis", 0)), One("Flatten", [Cube], Int("axis", -1)),
        One("Squeeze", [Sample.Floats(1, 2, 1, 3, 1)]), One("Squeeze", [Sample.Floats(1, 2, 1, 3, 1), Sample.Ints(-1)]), One("Squeeze", [Sample.Floats(1, 2, 1, 3)], Ints("axes", 1)) with { Version = 11 },
        One("Unsqueeze", [Cube, Sample.Ints(0, -1)]), One("Unsqueeze", [Cube], Ints("axes", 1, 3)) with { Version = 11 },
        One("Shape", [Cube]) with { Type = OnnxDataType.Int64 }, One("Shape", [Cube], Int("start", 1), Int("end", -1)) with { Type = OnnxDataType.Int64 }, One("Size", [Cube]) with { Type = OnnxDataType.Int64 },
        One("Identity", [Cube]), One("Expand", [Row, Sample.Ints(2, 3, 1)]), One("Tile", [Matrix, Sample.Ints(2, 3)]),
        One("Concat", [Cube, Cube, Cube], Int("axis", 1)), One("Concat", [Cube, Sample.Floats(9, 2, 3, 1)], Int("axis", -1)),
        One("Split", [Cube, Sample.Ints(1, 2)], Int("axis", 1)) with { Outputs = 2 }, One("Split", [Cube], Int("axis", 1), Int("num_outputs", 2)) with { Outputs = 2 }, One("Split", [Cube], Int("axis", 2), Ints("split", 1, 3)) with { Outputs = 2, Version = 11 },
        One("Slice", [Cube], Ints("starts", 0, -2), Ints("ends", 1, 100), Ints("axes", 0, 2)) with { Version = 9 },
        One("Slice", [Cube, Sample.Ints(-1, 0), Sample.Ints(-100, 3), Sample.Ints(2, 1), Sample.Ints(-2, 2)]), One("Slice", [Cube, Sample.Ints(1), Sample.Ints(long.MaxValue), Sample.Ints(1)]), One("Slice", [Cube, Sample.Ints(5), Sample.Ints(9)]),
        One("Pad", [Matrix, Sample.Ints(1, 0, 0, 2), OnnxData.Create<float>([7])]), One("Pad", [Matrix, Sample.Ints(0, 2, 2, 1)], Text("mode", "reflect")), One("Pad", [Matrix, Sample.Ints(1, 2, 0, 1)], Text("mode", "edge")), One("Pad", [Matrix, Sample.Ints(0, -1, 0, 1)]), One("Pad", [Matrix], Ints("pads", 1, 1, 0, 0), Float("value", 2)) with { Version = 10 },
        One("Gather", [Cube, Sample.Ints(1, -1, 0)], Int("axis", 1)), One("Gather", [Cube, OnnxData.Create<long>([0, 1, 1, 0], 2, 2)]), One("Gather", [Cube, OnnxData.Create<long>([1])], Int("axis", 2)),
        One("GatherElements", [Matrix, OnnxData.Create<long>([0, 2, -1, 1], 1, 4)]), One("GatherElements", [Matrix, OnnxData.Create<long>([0, 3, 1], 3, 1)], Int("axis", 1)),
        One("GatherND", [Cube, OnnxData.Create<long>([0, 1, 1, 2], 2, 2)]), One("GatherND", [Cube, OnnxData.Create<long>([1, 2], 2, 1)], Int("batch_dims", 1)),
        One("ScatterElements", [Matrix, OnnxData.Create<long>([0, 2], 1, 2), Sample.Floats(8, 1, 2)]), One("ScatterElements", [Matrix, OnnxData.Create<long>([3, 0, 0], 3, 1), Sample.Floats(8, 3, 1)], Int("axis", 1)), One("ScatterElements", [Matrix, OnnxData.Create<long>([1, 1], 2, 1), Sample.Floats(8, 2, 1)], Int("axis", 1), Text("reduction", "add")),
        One("ScatterND", [Cube, OnnxData.Create<long>([1, 0, 0, 2], 2, 2), Sample.Floats(8, 2, 4)]), One("ScatterND", [Row, OnnxData.Create<long>([1, 3], 2, 1), Sample.Floats(8, 2)]),
        One("ReverseSequence", [Cube, Sample.Ints(1, 2, 1)]), One("ReverseSequence", [Cube, Sample.Ints(3, 2)], Int("time_axis", 1), Int("batch_axis", 0)),
        One("Compress", [Cube, Sample.Bools(true, false, true)], Int("axis", 1)), One("Compress", [Row, Sample.Bools(false, true)]),
        One("NonZero", [OnnxData.Create<float>([1, 0, 0, 2, 3, 0], 2, 3)]) with { Type = OnnxDataType.Int64 }, One("Trilu", [Cube], Int("upper", 0)), One("Trilu", [Matrix, OnnxData.Create<long>([1])]),
        One("ConstantOfShape", [Sample.Ints(2, 3)], Tensor("value", Sample.Ints(5))) with { Type = OnnxDataType.Int64 }, One("ConstantOfShape", [Sample.Ints(2)]),
        One("Range", [OnnxData.Create<long>([10]), OnnxData.Create<long>([1]), OnnxData.Create<long>([-3])]) with { Type = OnnxDataType.Int64 }, One("Range", [OnnxData.Create<float>([0]), OnnxData.Create<float>([1]), OnnxData.Create<float>([0.3f])]),
        One("EyeLike", [Matrix], Int("k", 1)), One("EyeLike", [Matrix], Int("dtype", 7)) with { Type = OnnxDataType.Int64 },
        One("OneHot", [Sample.Ints(0, 2, -1), OnnxData.Create<long>([3]), OnnxData.Create<float>([0.5f, 2], 2)]), One("OneHot", [Sample.Ints(1, 0), OnnxData.Create<long>([3]), OnnxData.Create<float>([0, 1], 2)], Int("axis", 0)),
        One("Einsum", [Cube, Sample.Floats(4, 5, 4)], Text("equation", "btd,hd->bth")), One("Einsum", [Matrix, Row], Text("equation", "ij,j")),
        One("Conv", [Sample.Floats(1, 2, 4, 7), Sample.Floats(2, 6, 2, 3), Sample.Floats(3, 6)], Int("group", 2), Ints("pads", 1, 2), Ints("strides", 2), Ints("dilations", 1)), One("Conv", [Sample.Floats(1, 1, 2, 9), Sample.Floats(2, 3, 2, 3)], Text("auto_pad", "SAME_UPPER"), Ints("strides", 2)), One("Conv", [Sample.Floats(1, 1, 2, 9), Sample.Floats(2, 3, 2, 3)], Ints("dilations", 2)),
        One("GlobalAveragePool", [Cube]), One("GlobalMaxPool", [Cube]),
        One("Scaler", [Matrix], Floats("offset", 1, 2, 3, 4), Floats("scale", 2, 2, 0.5f, 1)) with { Domain = "ai.onnx.ml" }, One("ArrayFeatureExtractor", [Matrix, Sample.Ints(2, 0)]) with { Domain = "ai.onnx.ml" },
    ];

    private static OperatorCase[] Numeric =>
    [
        One("MatMul", [Cube, Sample.Floats(4, 4, 5)]), One("MatMul", [Cube, Sample.Floats(4, 2, 4, 5)]), One("MatMul", [Row, Sample.Floats(4, 4, 5)]), One("MatMul", [Matrix, Row]), One("MatMul", [Sample.Floats(4, 3, 1, 2, 4), Cube.Reshaped(2, 4, 3)]), One("MatMul", [Row, Row]),
        One("MatMul", [Sample.Doubles(1, 2, 3), Sample.Doubles(2, 3, 2)]) with { Type = OnnxDataType.Float64 }, One("MatMul", [OnnxData.Create<long>([1, 2, 3, 4], 2, 2), OnnxData.Create<long>([5, 6, 7, 8], 2, 2)]) with { Type = OnnxDataType.Int64 },
        One("Gemm", [Matrix, Sample.Floats(4, 4, 5), Sample.Floats(5, 5)]), One("Gemm", [Matrix, Sample.Floats(4, 5, 4), Sample.Floats(5, 3, 1)], Int("transB", 1), Float("alpha", 0.5f), Float("beta", 2)), One("Gemm", [Sample.Floats(6, 4, 3), Sample.Floats(4, 4, 5)], Int("transA", 1)),
        One("Softmax", [Cube]), One("Softmax", [Cube], Int("axis", 1)), One("Softmax", [Cube]) with { Version = 11 }, One("LogSoftmax", [Cube], Int("axis", 0)), One("LogSoftmax", [Cube], Int("axis", 2)) with { Version = 9 }, One("Hardmax", [Cube]),
        One("LayerNormalization", [Cube, Row, Row]), One("LayerNormalization", [Cube, Matrix], Int("axis", 1), Float("epsilon", 0.1f)), One("BatchNormalization", [Cube, Pos(3), Pos(3), Pos(3), Pos(3)], Float("epsilon", 0.01f)), One("LpNormalization", [Cube], Int("axis", 1)), One("LpNormalization", [Cube], Int("p", 1)), One("Dropout", [Cube]),
        .. ReductionNames.SelectMany(Reductions),
        One("ArgMax", [Cube], Int("axis", 1)) with { Type = OnnxDataType.Int64 }, One("ArgMin", [Cube], Int("axis", -1), Int("keepdims", 0)) with { Type = OnnxDataType.Int64 }, One("ArgMax", [Sample.Floats(1, 1, 1), ], Int("select_last_index", 1)) with { Type = OnnxDataType.Int64 },
        One("TopK", [Cube, Sample.Ints(2)]) with { Outputs = 2, MoreTypes = [OnnxDataType.Int64] }, One("TopK", [Cube, Sample.Ints(2)], Int("axis", 1), Int("largest", 0)) with { Outputs = 2, MoreTypes = [OnnxDataType.Int64] }, One("TopK", [Cube], Int("k", 3)) with { Outputs = 2, MoreTypes = [OnnxDataType.Int64], Version = 9 },
        One("CumSum", [Cube, OnnxData.Create<long>([1])]), One("CumSum", [Cube, OnnxData.Create<long>([-1])], Int("exclusive", 1), Int("reverse", 1)),
    ];

    [Fact]
    public void Operators_that_move_elements_are_as_in_onnx_runtime() => Check(All);

    [Fact]
    public void Operators_that_compute_along_axes_are_as_in_onnx_runtime() => Check(Numeric);

    private static void Check(OperatorCase[] cases)
    {
        var wrong = new List<string>();
        foreach (OperatorCase one in cases)
        {
            try
            {
                RuntimeOracle.Same(one.Build());
            }
            catch (Exception problem)
            {
                wrong.Add($"{one}: {problem.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static OperatorCase One(string name, OnnxData?[] inputs, params AttributeProto[] attributes) => new(name, inputs) { Attributes = attributes };

    private static OnnxData Pos(int length) => OnnxData.Create<float>([.. Enumerable.Range(1, length).Select(number => number * 0.7f)], length);

    private static OperatorCase[] Reductions(string name) =>
    [
        One(name, [Cube]), One(name, [Cube, Sample.Ints(0, -1)], Int("keepdims", 0)), One(name, [Cube], Ints("axes", 1)) with { Version = 11 }, One(name, [Cube], Int("noop_with_empty_axes", 1)),
    ];
}
