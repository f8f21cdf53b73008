using Recurrent.Interop.Onnx.Proto;

namespace Recurrent.Interop.Onnx.Messages;

/// <summary>Which version of which operators a model uses; the empty domain is ONNX's own.</summary>
internal sealed record OperatorSetIdProto(string Domain, long Version)
{
    private const int DomainField = 1;
    private const int VersionField = 2;

    /// <summary>Bytes of the object and of its place in the table of versions.</summary>
    private const int Cost = 160;

    public static OperatorSetIdProto Read(ProtoReader reader)
    {
        reader.Take(Cost);
        string domain = string.Empty;
        long version = 1;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case DomainField: domain = reader.Name(); break;
                case VersionField: version = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }

        return new OperatorSetIdProto(domain, version);
    }

    public ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        writer.Text(DomainField, Domain);
        writer.Int64(VersionField, Version);
        return writer;
    }
}
