using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Recurrent.Kernels.Sequences;

/// <summary>Finds out whether live steps are faster on one thread or on several, by timing both ways now and then.</summary>
/// <remarks>
/// How far apart two cores are and whether other programs want them decides it, and both change while a stream runs. Most of the time steps go
/// the way that was faster when both were last compared. Short trials of the other way come more and more seldom while they change nothing, and at once
/// when the way taken has become slower than the other one was. Callers on several threads may disturb each other's times, which costs time and changes no number.
/// </remarks>
internal sealed class StepPace
{
    /// <summary>The other way is taken when it needs at most so much of this way's time.</summary>
    private const double WorthChanging = 0.95;

    /// <summary>Between trials one step of so many is timed, since looking at the clock takes a hundredth of a small one.</summary>
    private const int StepsPerSample = 4;

    // All of these are times spent in steps, whatever lies between them.
    private static readonly long FirstRest = Ticks(0.06), LongestRest = Ticks(0.48);
    private static readonly long Window = Ticks(0.02);
    private static readonly long AloneTrial = Ticks(0.001), TogetherTrial = Ticks(0.003);

    /// <summary>A thread that has slept may need milliseconds until it runs beside its caller.</summary>
    private static readonly long WakeUp = Ticks(0.003);

    private Mean _taken = new(), _other = new();
    private bool _isAloneTaken;
    private Phase _phase;
    private int _untimed;
    private long _rest = FirstRest;
    private long _left = FirstRest;

    private enum Phase
    {
        Rest,
        WakeUp,
        Trial,
    }

    /// <summary>Whether the next step should be made by the calling thread alone.</summary>
    public bool IsAlone => _isAloneTaken != (_phase != Phase.Rest);

    /// <summary>Whether to time the next step and to <see cref="Add"/> its time; to be asked once a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakesTime()
    {
        if (_phase == Phase.Rest && ++_untimed < StepsPerSample)
        {
            return false;
        }

        _untimed = 0;
        return true;
    }

    /// <summary>Takes note of how long a step took that went as <see cref="IsAlone"/> said.</summary>
    /// <param name="ticks">Its time in ticks of <see cref="Stopwatch"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long ticks)
    {
        if (_phase == Phase.Rest)
        {
            _left -= StepsPerSample * ticks;
            _taken.Add(ticks);
            if (_taken.Ticks > Window)
            {
                _taken.Halve();
                if (_other.Value < WorthChanging * _taken.Value) _left = 0;
            }
        }
        else
        {
            _left -= ticks;
            _other.Add(ticks);
        }

        if (_left <= 0) Proceed();
    }

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);

    private void Proceed()
    {
        bool isTogetherNext = _isAloneTaken && _phase == Phase.Rest;
        if (_phase == Phase.Trial)
        {
            EndTrial();
            return;
        }

        _phase = isTogetherNext ? Phase.WakeUp : Phase.Trial;
        _left = isTogetherNext ? WakeUp : _isAloneTaken ? TogetherTrial : AloneTrial;
        _other.Clear();
    }

    private void EndTrial()
    {
        _phase = Phase.Rest;
        _rest = Math.Min(2 * _rest, LongestRest);
        if (_other.Value < WorthChanging * _taken.Value)
        {
            _isAloneTaken = !_isAloneTaken;
            (_taken, _other) = (_other, _taken);
            _rest = FirstRest;
        }

        _left = _rest;
    }

    /// <summary>The mean time of steps.</summary>
    private sealed class Mean
    {
        private long _steps;

        public long Ticks { get; private set; }

        /// <summary>Ticks a step; endless where there was none.</summary>
        public double Value => _steps > 0 ? (double)Ticks / _steps : double.PositiveInfinity;

        public void Add(long ticks)
        {
            Ticks += ticks;
            _steps++;
        }

        /// <summary>Lets what is long past count less.</summary>
        public void Halve()
        {
            Ticks /= 2;
            _steps /= 2;
        }

        public void Clear()
        {
            Ticks = 0;
            _steps = 0;
        }
    }
}
