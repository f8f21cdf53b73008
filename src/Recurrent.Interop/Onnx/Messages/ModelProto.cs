using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>An ONNX model; here and in the other messages the numbers of the fields are those of the ONNX specification.</summary>
internal sealed class ModelProto
{
    private const int IrVersionField = 1;
    private const int ProducerNameField = 2;
    private const int ProducerVersionField = 3;
    private const int DomainField = 4;
    private const int ModelVersionField = 5;
    private const int GraphField = 7;
    private const int OperatorSetsField = 8;
    private const int MetadataField = 14;
    private const int FunctionsField = 25;
    private List<OperatorSetIdProto>? _operatorSets;
    private List<StringStringEntryProto>? _metadata;
    private List<FunctionProto>? _functions;

    public long IrVersion { get; set; }

    public string ProducerName { get; set; } = string.Empty;

    public string ProducerVersion { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public long ModelVersion { get; set; }

    public GraphProto? Graph { get; set; }

    public List<OperatorSetIdProto> OperatorSets => _operatorSets ??= [];

    public List<StringStringEntryProto> Metadata => _metadata ??= [];

    public List<FunctionProto> Functions => _functions ??= [];

    public static ModelProto Read(ProtoReader reader)
    {
        var model = new ModelProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case IrVersionField: model.IrVersion = reader.Int64(); break;
                case ProducerNameField: model.ProducerName = reader.Name(); break;
                case ProducerVersionField: model.ProducerVersion = reader.Text(); break;
                case DomainField: model.Domain = reader.Name(); break;
                case ModelVersionField: model.ModelVersion = reader.Int64(); break;
                case GraphField: model.Graph = GraphProto.Read(reader.Message("graph")); break;
                case OperatorSetsField: reader.Add(ref model._operatorSets, OperatorSetIdProto.Read(reader.Message("opset_import"))); break;
                case MetadataField: reader.Add(ref model._metadata, StringStringEntryProto.Read(reader.Message("metadata_props"))); break;
                case FunctionsField: reader.Add(ref model._functions, FunctionProto.Read(reader.Message("functions"))); break;
                default: reader.Skip(); break;
            }
        }

        return model;
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Int64(IrVersionField, IrVersion);
        writer.Text(ProducerNameField, ProducerName);
        writer.Text(ProducerVersionField, ProducerVersion);
        writer.Text(DomainField, Domain);
        writer.Int64(ModelVersionField, ModelVersion);
        if (Graph is not null)
        {
            writer.Message(GraphField, Graph.Write());
        }

        OperatorSets.ForEach(set => writer.Message(OperatorSetsField, set.Write()));
        Metadata.ForEach(entry => writer.Message(MetadataField, entry.Write()));
        Functions.ForEach(function => writer.Message(FunctionsField, function.Write()));
        return writer;
    }
}
