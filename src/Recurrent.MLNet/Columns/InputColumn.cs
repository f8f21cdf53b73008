using Microsoft.ML;
using Microsoft.ML.Data;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Recurrent.MLNet.Columns;

/// <summary>A column that a model reads, and what it must be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it stands for, such as <c>the text to classify</c>.</param>
/// <param name="Expected">The types it may have, in words.</param>
/// <param name="Accepts">Whether it may be of a kind.</param>
internal sealed record InputColumn(string Name, string Role, string Expected, Func<SchemaShape.Column, bool> Accepts)
{
    /// <summary>One number, or a vector of them where <paramref name="orVector"/> says so.</summary>
    public static InputColumn Numbers(string name, string role, bool orVector) => new(
        name, role, orVector ? "a number (Single, Double) or a vector of them" : "a number (Single, Double)",
        column => !column.IsKey && (column.ItemType == NumberDataViewType.Single || column.ItemType == NumberDataViewType.Double) && (orVector || column.Kind == Kind.Scalar));

    public static InputColumn Time(string name) => new(
        name, "the time stamps", "DateTime", static column => column.Kind == Kind.Scalar && column.ItemType is DateTimeDataViewType);

    public static InputColumn Text(string name, string role) => new(
        name, role, "Text", static column => column.Kind == Kind.Scalar && column.ItemType is TextDataViewType);

    public static InputColumn Texts(string name, string role) => new(
        name, role, "a vector of Text", static column => column.Kind != Kind.Scalar && column.ItemType is TextDataViewType);

    public static InputColumn Label(string name) => new(
        name, "the label", "a key made by MapValueToKey from text, or Text",
        static column => column.Kind == Kind.Scalar && (column.ItemType is TextDataViewType || column.IsKey));

    public static InputColumn Labels(string name) => new(
        name, "the tags", "a vector of Text, or of keys made by MapValueToKey from text",
        static column => column.Kind != Kind.Scalar && (column.ItemType is TextDataViewType || column.IsKey));

    /// <summary>Refuses a schema without the columns, or with some of another type.</summary>
    /// <exception cref="ArgumentException">Says which column, what it is, what it should be and how to come by it.</exception>
    public static void Check(IEnumerable<InputColumn> columns, SchemaShape schema)
    {
        foreach (var column in columns) column.Check(schema);
    }

    private void Check(SchemaShape schema)
    {
        var found = schema.Where(column => column.Name == Name).Take(1).ToArray();
        if (found.Length == 0)
        {
            throw new ArgumentException(
                $"There is no column '{Name}' ({Role}) among {string.Join(", ", schema.Select(static column => $"'{column.Name}'"))}; "
                + $"expected {Expected}. Name the right one in the options of the columns, or make it with CopyColumns.");
        }

        if (!Accepts(found[0]))
        {
            throw new ArgumentException(
                $"The column '{Name}' ({Role}) is {found[0].GetTypeString()}; expected {Expected}. "
                + "Name another one in the options of the columns, load it with the right DataKind, or convert it with Transforms.Conversion.ConvertType.");
        }
    }
}
