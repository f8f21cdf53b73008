using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.Text.LanguageModels;

/// <summary>Truncated back-propagation over contiguous streams of text: the state goes on from segment to segment, the gradient does not.</summary>
internal sealed class LanguageModelJob : ITrainingJob
{
    private const int ValidationStreams = 8;
    private const string StateName = "state";
    private readonly LanguageModelNetwork _network;
    private readonly int[] _training;
    private readonly TokenStreams? _validation;
    private readonly int _batch;
    private readonly int _segment;
    private TokenStreams _streams;
    private readonly CarriedState _state = new();

    /// <param name="network">What is trained.</param>
    /// <param name="training">The tokens to learn from, with one before the first.</param>
    /// <param name="validation">The tokens that tell when to stop, with one before the first; too few of them are none.</param>
    /// <param name="batch">Streams side by side.</param>
    /// <param name="segment">Steps of an update.</param>
    public LanguageModelJob(LanguageModelNetwork network, int[] training, int[] validation, int batch, int segment)
    {
        (_network, _training, _batch, _segment) = (network, training, batch, segment);
        _streams = new TokenStreams(training, batch);
        StepsPerEpoch = StepsOf(training.Length, batch, segment);
        var streams = Math.Min(ValidationStreams, validation.Length / 2);
        _validation = streams == 0 ? null : new TokenStreams(validation, streams);
    }

    public int StepsPerEpoch { get; }

    /// <summary>Updates of an epoch: an epoch may begin up to a segment behind the first token.</summary>
    public static int StepsOf(int tokens, int batch, int segment) => Math.Max(1, (tokens - segment - 1) / batch / segment);

    public int BeginEpoch(int epoch, RandomStream random)
    {
        // Every epoch cuts the text at other places, so that no token is always the first after a cut.
        var room = _training.Length - 1 - (StepsPerEpoch * _segment * _batch);
        _streams = new TokenStreams(_training, _batch, room > 0 ? random.NextInt32(Math.Min(room, _segment) + 1) : 0);
        _state.Restart();
        return StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var start = batch * _segment;
        var length = Math.Min(_segment, _streams.Length - start);
        var (loss, state) = _network.Loss(tape, _streams.Inputs(start, length), _streams.Targets(start, length), _state.Current);
        _state.Take(state);
        return new BatchLoss(loss, (double)length * _batch);
    }

    public Evaluation? Validate(Tape tape) =>
        _validation is null ? null : new Evaluation(StreamScorer.TotalNats(tape, _network, _validation) / ((double)_validation.Length * _validation.Batch));

    /// <remarks>Copies: the memory of the state itself is written again two windows later.</remarks>
    public IReadOnlyDictionary<string, Tensor> SaveState() => (_state.Current?.Components ?? [])
        .Select(static (component, index) => KeyValuePair.Create(StateName + index, component.Detach())).ToDictionary();

    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        Tensor[] components = [.. Enumerable.Range(0, state.Count).Select(index => state[StateName + index])];
        _state.Restart(components.Length == 0 ? null : new SequenceState([.. components]));
    }
}
