using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>The activations of a recurrent node: for every direction f, g and h as the specification calls them, as many as the operator has.</summary>
internal sealed class RecurrentActivations
{
    private readonly Func<double, double>[] _functions;
    private readonly string[] _names;
    private readonly int _count;

    private RecurrentActivations(Func<double, double>[] functions, string[] names, RecurrentKind kind)
    {
        (_functions, _names, _count) = (functions, names, UsualOf(kind).Length);
        string[] usual = UsualOf(kind);
        AreUsual = names.Select((name, index) => name == usual[index % usual.Length] || (kind == RecurrentKind.Rnn && name == "RELU")).All(fits => fits);
    }

    /// <summary>Whether all are those that the library's own layers have.</summary>
    public bool AreUsual { get; }

    /// <summary>One of the functions.</summary>
    /// <param name="direction">0, or 1 for the second of two directions.</param>
    /// <param name="index">0 for f, 1 for g, 2 for h.</param>
    public Func<double, double> this[int direction, int index] => _functions[(direction * _count) + index];

    /// <summary>The activation of a simple RNN's direction, where <see cref="AreUsual"/>.</summary>
    public RnnActivation Rnn(int direction) => _names[direction * _count] == "RELU" ? RnnActivation.Relu : RnnActivation.Tanh;

    /// <summary>Reads names, alphas and betas.</summary>
    /// <exception cref="OperatorException">A name is unknown, or there are not as many as the operator has.</exception>
    public static RecurrentActivations Read(OperatorCall call, RecurrentKind kind, int directions)
    {
        string[] usual = UsualOf(kind);
        string[] given = call.Texts("activations") is { Length: > 0 } texts ? Array.ConvertAll(texts, text => text.ToUpperInvariant()) : usual;
        if (given.Length != usual.Length && given.Length != usual.Length * directions)
        {
            throw new OperatorException($"there are {given.Length} activations, expected {usual.Length} for each of {directions} directions");
        }

        // Alphas and betas are taken by those activations that have one, in their order.
        var alphas = new Queue<float>(call.Floats("activation_alpha") ?? []);
        var betas = new Queue<float>(call.Floats("activation_beta") ?? []);
        string[] names = [.. Enumerable.Range(0, usual.Length * directions).Select(index => given[index % given.Length])];
        return new RecurrentActivations([.. names.Select(name => Of(name, alphas, betas))], names, kind);
    }

    private static string[] UsualOf(RecurrentKind kind) => kind switch
    {
        RecurrentKind.Lstm => ["SIGMOID", "TANH", "TANH"],
        RecurrentKind.Gru => ["SIGMOID", "TANH"],
        _ => ["TANH"],
    };

    private static Func<double, double> Of(string name, Queue<float> alphas, Queue<float> betas)
    {
        float Alpha(float otherwise) => alphas.TryDequeue(out float alpha) ? alpha : otherwise;
        float Beta(float otherwise) => betas.TryDequeue(out float beta) ? beta : otherwise;
        return name switch
        {
            "SIGMOID" => Activations.Sigmoid,
            "TANH" => Math.Tanh,
            "RELU" => Activations.Relu,
            "SOFTSIGN" => Activations.Softsign,
            "SOFTPLUS" => Activations.Softplus,
            "AFFINE" => Activations.Affine(Alpha(1), Beta(0)),
            "LEAKYRELU" => Activations.LeakyRelu(Alpha(0.01f)),
            "THRESHOLDEDRELU" => Activations.ThresholdedRelu(Alpha(1)),
            "SCALEDTANH" => Activations.ScaledTanh(Alpha(1), Beta(1)),
            "HARDSIGMOID" => Activations.HardSigmoid(Alpha(0.2f), Beta(0.5f)),
            "ELU" => Activations.Elu(Alpha(1)),
            _ => throw new OperatorException($"the activation '{name}' is not known"),
        };
    }
}
