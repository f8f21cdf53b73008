using Recurrent.Interop.Onnx.Import.Operators;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>All operators by domain, name and version.</summary>
internal sealed class OperatorTable
{
    /// <summary>Versions before have other rules of broadcasting; nobody has exported them since 2018.</summary>
    public const int OldestVersion = 7;

    private readonly Dictionary<(string Domain, string Name), List<Operator>> _operators = [];

    private OperatorTable()
    {
        ActivationOperators.AddTo(this);
        ArithmeticOperators.AddTo(this);
        ComparisonOperators.AddTo(this);
        ConstantOperators.AddTo(this);
        ConvolutionOperators.AddTo(this);
        ControlOperators.AddTo(this);
        IndexingOperators.AddTo(this);
        JoinOperators.AddTo(this);
        LayoutOperators.AddTo(this);
        ListOperators.AddTo(this);
        LogicOperators.AddTo(this);
        MachineLearningOperators.AddTo(this);
        MathOperators.AddTo(this);
        MatrixOperators.AddTo(this);
        NormalizationOperators.AddTo(this);
        RankingOperators.AddTo(this);
        RecurrentOperators.AddTo(this);
        ReductionOperators.AddTo(this);
        ScanOperators.AddTo(this);
        ScatterOperators.AddTo(this);
        ShapeOperators.AddTo(this);
        SoftmaxOperators.AddTo(this);
        TypeOperators.AddTo(this);
    }

    /// <summary>The one table.</summary>
    public static OperatorTable Default { get; } = new();

    /// <summary>Names of the operators of the default set, in alphabetical order.</summary>
    public IEnumerable<string> Names => _operators.Keys.Where(key => key.Domain.Length == 0).Select(key => key.Name).Order(StringComparer.Ordinal);

    /// <summary>Takes up an operator of the default set with one output.</summary>
    public void Add(string name, Func<OperatorCall, OnnxData> body, int since = OldestVersion, int until = int.MaxValue) =>
        AddMany(name, call => [body(call)], since, until);

    /// <summary>Takes up an operator with any number of outputs.</summary>
    public void AddMany(string name, OperatorBody body, int since = OldestVersion, int until = int.MaxValue, string domain = "")
    {
        if (!_operators.TryGetValue((domain, name), out List<Operator>? versions))
        {
            _operators.Add((domain, name), versions = []);
        }

        versions.Add(new Operator(name, since, until, body));
    }

    /// <summary>The operator of a name at a version of its set, or null.</summary>
    public Operator? Find(string domain, string name, long version) =>
        _operators.TryGetValue((domain, name), out List<Operator>? versions) ? versions.Find(one => one.Fits(version)) : null;
}
