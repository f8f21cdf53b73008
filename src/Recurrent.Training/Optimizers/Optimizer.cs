using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Training.Optimizers;

/// <summary>Changes parameters along their gradients and remembers what it needs for that.</summary>
/// <remarks>
/// The arithmetic is element-wise in float32 with scalars computed in double precision, so results have the same bits at every thread count.
/// A step allocates nothing. Formulas and defaults are PyTorch's.
/// </remarks>
public abstract class Optimizer
{
    private const string StepName = "step";

    /// <summary>Step counts are stored as two float32 numbers; below this base each is exact.</summary>
    private const long StepBase = 1 << 20;
    private readonly ImmutableArray<string> _slotNames;
    private readonly float[][][][] _memory;
    private readonly double _weightDecay;
    private readonly bool _isDecoupled;

    private protected Optimizer(ImmutableArray<ParameterGroup> groups, OptimizerDefaults defaults, ImmutableArray<string> slotNames, float initialMemory = 0)
    {
        Groups = CheckGroups(groups);
        LearningRate = defaults.LearningRate;
        _weightDecay = defaults.WeightDecay;
        _isDecoupled = defaults.IsDecoupled;
        _slotNames = slotNames;
        _memory = [.. groups.Select(group => group.Parameters.Select(named => NewMemory(named, initialMemory)).ToArray())];
    }

    /// <summary>The parameters it updates.</summary>
    public ImmutableArray<ParameterGroup> Groups { get; }

    /// <summary>η, the step size of the next update; a group multiplies it by its factor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double LearningRate
    {
        get;
        set => field = OptionGuard.Finite(value, nameof(LearningRate));
    }

    /// <summary>Threads that share long parameters; 0 (the default) takes one per core. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or above 1024.</exception>
    /// <remarks>A <see cref="Trainer"/> sets it to <see cref="TrainOptions.Threads"/>.</remarks>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            field = value;
        }
    }

    /// <summary>How many updates were made.</summary>
    public long StepCount { get; private set; }

    /// <summary>Makes one update from the gradients as they are; they stay for the caller to clear.</summary>
    public void Step()
    {
        StepCount++;
        BeginStep();
        for (int group = 0; group < Groups.Length; group++)
        {
            double rate = LearningRate * Groups[group].LearningRateFactor;
            var decay = DecayFactors.From(Groups[group].WeightDecay ?? _weightDecay, rate, _isDecoupled);
            BeginGroup(rate);
            ImmutableArray<NamedParameter> parameters = Groups[group].Parameters;
            for (int index = 0; index < parameters.Length; index++)
            {
                Parameter parameter = parameters[index].Parameter;
                float[][] memory = _memory[group][index];
                ReadOnlySpan<float> gradient = parameter.GradientBefore(out float factor);
                var target = new UpdateTarget(parameter.BeginUpdate(), gradient, Slot(memory, 0), Slot(memory, 1), Slot(memory, 2)) { GradientFactor = factor, Threads = Threads };
                Update(target, decay);
            }
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients()
    {
        foreach (ParameterGroup group in Groups)
        {
            foreach (NamedParameter named in group.Parameters)
            {
                named.Parameter.ZeroGradient();
            }
        }
    }

    /// <summary>Everything it remembers, for a checkpoint.</summary>
    /// <returns>Copies named <c>slot/parameter path</c>, and <c>step</c>.</returns>
    public IReadOnlyDictionary<string, Tensor> ExportState()
    {
        var state = new Dictionary<string, Tensor>
        {
            [StepName] = Tensor.FromValues([StepCount % StepBase, StepCount / StepBase], new Shape(2)),
        };
        foreach ((string name, float[] values, Shape shape) in Slots())
        {
            state.Add(name, Tensor.FromValues(values, shape));
        }

        return state;
    }

    /// <summary>Takes over what <see cref="ExportState"/> gave; the next step then equals that of the exporting optimiser bit for bit.</summary>
    /// <param name="state">State of an optimiser of the same kind over parameters of the same names and shapes.</param>
    /// <exception cref="ArgumentException">A part is missing, left over or of another shape; nothing is changed then.</exception>
    public void ImportState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (string Name, float[] Values, Shape Shape)[] slots = [.. Slots(), (StepName, new float[2], new Shape(2))];
        foreach ((string name, _, Shape shape) in slots)
        {
            if (!state.TryGetValue(name, out Tensor? tensor) || tensor.Shape != shape)
            {
                string found = tensor is null ? "missing" : tensor.Shape.ToString();
                throw new ArgumentException($"Optimiser state '{name}' is {found}, expected {shape}; load state saved by {GetType().Name} with the same options for the same model.", nameof(state));
            }
        }

        if (state.Count != slots.Length)
        {
            string surplus = state.Keys.Except(slots.Select(slot => slot.Name)).First();
            throw new ArgumentException($"Optimiser state '{surplus}' belongs to no parameter of this model or to another optimiser than {GetType().Name}.", nameof(state));
        }

        ReadOnlySpan<float> step = state[StepName].Values;
        if (!IsCount(step[0]) || !IsCount(step[1]))
            throw new ArgumentException($"Optimiser state '{StepName}' is {step[0]} and {step[1]}, expected two whole numbers from 0 to {StepBase - 1}; the state is damaged.", nameof(state));
        foreach ((string name, float[] values, _) in slots)
        {
            state[name].Values.CopyTo(values);
        }

        StepCount = (long)step[0] + ((long)step[1] * StepBase);
        ResumeAt(StepCount);
    }

    /// <summary>What decides an update, by name, for a checkpoint. Rates are not among it: they may change when a run goes on.</summary>
    /// <returns>The rule's settings, <c>decoupledWeightDecay</c> as 0 or 1, and <c>weightDecay/parameter path</c>.</returns>
    internal Dictionary<string, double> Settings()
    {
        var settings = RuleSettings().ToDictionary(setting => setting.Name, setting => setting.Value);
        settings.Add("decoupledWeightDecay", _isDecoupled ? 1 : 0);
        foreach (ParameterGroup group in Groups)
        {
            foreach (NamedParameter named in group.Parameters)
            {
                settings.Add($"weightDecay/{named.Name}", group.WeightDecay ?? _weightDecay);
            }
        }

        return settings;
    }

    /// <summary>The settings of the rule itself that the state does not show.</summary>
    private protected abstract IEnumerable<(string Name, double Value)> RuleSettings();

    /// <summary>Called once before an update; <see cref="StepCount"/> is the number of this update, from 1.</summary>
    private protected virtual void BeginStep()
    {
    }

    /// <summary>Called after state was imported, for scalars that follow from the step number.</summary>
    private protected virtual void ResumeAt(long step)
    {
    }

    /// <summary>Prepares the rule's scalars for a group's learning rate.</summary>
    private protected abstract void BeginGroup(double learningRate);

    /// <summary>Updates one parameter.</summary>
    private protected abstract void Update(UpdateTarget target, DecayFactors decay);

    private static bool IsCount(float value) => value is >= 0 and < StepBase && value == MathF.Floor(value);

    private static Span<float> Slot(float[][] memory, int slot) => slot < memory.Length ? memory[slot] : [];

    private static ImmutableArray<ParameterGroup> CheckGroups(ImmutableArray<ParameterGroup> groups)
    {
        if (groups.IsDefault || groups.Any(static group => group is null || group.Parameters.IsDefault))
            throw new ArgumentException("Received no groups, or a group without parameters (the default of ImmutableArray); expected groups such as ParameterGroup.All(model) gives.", nameof(groups));
        NamedParameter[] all = [.. groups.SelectMany(group => group.Parameters)];
        NamedParameter? repeated = all.GroupBy(named => named.Parameter).FirstOrDefault(same => same.Count() > 1)?.First()
            ?? all.GroupBy(named => named.Name).FirstOrDefault(same => same.Count() > 1)?.First();
        return repeated is null
            ? groups
            : throw new ArgumentException($"Parameter '{repeated.Value.Name}' is in the groups twice; each belongs to one group, under its own name.", nameof(groups));
    }

    private float[][] NewMemory(NamedParameter named, float initial)
    {
        var memory = new float[_slotNames.Length][];
        for (int slot = 0; slot < memory.Length; slot++)
        {
            memory[slot] = new float[named.Parameter.Shape.Length];
            Array.Fill(memory[slot], initial);
        }

        return memory;
    }

    private IEnumerable<(string Name, float[] Values, Shape Shape)> Slots()
    {
        for (int group = 0; group < Groups.Length; group++)
        {
            for (int index = 0; index < Groups[group].Parameters.Length; index++)
            {
                NamedParameter named = Groups[group].Parameters[index];
                for (int slot = 0; slot < _slotNames.Length; slot++)
                {
                    yield return ($"{_slotNames[slot]}/{named.Name}", _memory[group][index][slot], named.Parameter.Shape);
                }
            }
        }
    }
}
