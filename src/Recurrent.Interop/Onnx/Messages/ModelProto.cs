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
    private const int DocStringField = 6;
    private const int GraphField = 7;
    private const int OperatorSetsField = 8;
    private const int MetadataField = 14;
    private const int FunctionsField = 25;

    public long IrVersion { get; set; }

    public string ProducerName { get; set; } = string.Empty;

    public string ProducerVersion { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public long ModelVersion { get; set; }

    public string DocString { get; set; } = string.Empty;

    public GraphProto? Graph { get; set; }

    public List<OperatorSetIdProto> OperatorSets { get; } = [];

    public List<StringStringEntryProto> Metadata { get; } = [];

    public List<FunctionProto> Functions { get; } = [];

    public static ModelProto Read(ProtoReader reader)
    {
        var model = new ModelProto();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case IrVersionField: model.IrVersion = reader.Int64(); break;
                case ProducerNameField: model.ProducerName = reader.Text(); break;
                case ProducerVersionField: model.ProducerVersion = reader.Text(); break;
                case DomainField: model.Domain = reader.Text(); break;
                case ModelVersionField: model.ModelVersion = reader.Int64(); break;
                case DocStringField: model.DocString = reader.Text(); break;
                case GraphField: model.Graph = GraphProto.Read(reader.Message("graph")); break;
                case OperatorSetsField: model.OperatorSets.Add(OperatorSetIdProto.Read(reader.Message("opset_import"))); break;
                case MetadataField: model.Metadata.Add(StringStringEntryProto.Read(reader.Message("metadata_props"))); break;
                case FunctionsField: model.Functions.Add(FunctionProto.Read(reader.Message("functions"))); break;
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
        writer.Text(DocStringField, DocString);
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
