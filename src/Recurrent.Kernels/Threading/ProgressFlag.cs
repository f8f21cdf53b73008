using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Recurrent.Kernels.Threading;

/// <summary>A rising counter that one thread publishes and others wait for: bounded spin, then park.</summary>
/// <remarks>
/// Spinning alone collapses when more threads than cores want to run; parking alone costs microseconds a wait. Yielding in between would hand
/// the core to any background program for a whole slice of the scheduler, however low its priority: a parked thread is back at once. The counter sits alone
/// on its cache lines, so that waiting disturbs nobody but the writer. Values are compared by their difference: they may wrap around.
/// </remarks>
internal sealed class ProgressFlag
{
    private const int Spins = 4000;

    private readonly object _gate = new();
    private Slot _slot;

    /// <summary>The last published value.</summary>
    public long Value => Volatile.Read(ref _slot.Value);

    /// <summary>Whether a thread is parked until the next value.</summary>
    public bool IsAwaitedAsleep => Volatile.Read(ref _slot.Sleepers) != 0;

    /// <summary>Publishes a value above the last one and wakes whoever is parked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Publish(long value)
    {
        // A full fence: the value must be out before the sleepers are counted, else a thread about to park is missed.
        Interlocked.Exchange(ref _slot.Value, value);
        if (Volatile.Read(ref _slot.Sleepers) != 0) Wake();
    }

    /// <summary>Returns the value as soon as it is at least <paramref name="target"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long WaitFor(long target)
    {
        for (int spin = 0; spin < Spins; spin++)
        {
            long value = Volatile.Read(ref _slot.Value);
            if (value - target >= 0) return value;
            Pause();
        }

        return Park(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pause()
    {
        if (X86Base.IsSupported) X86Base.Pause();
        else if (ArmBase.IsSupported) ArmBase.Yield();
        else Thread.SpinWait(1);
    }

    private void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private long Park(long target)
    {
        bool interrupted = false;
        long value;
        lock (_gate)
        {
            Interlocked.Increment(ref _slot.Sleepers);
            while ((value = Volatile.Read(ref _slot.Value)) - target < 0)
            {
                try
                {
                    Monitor.Wait(_gate);
                }
                catch (ThreadInterruptedException)
                {
                    // The others still use this thread's stack: leave only when they are done, and hand the interrupt on then.
                    interrupted = true;
                }
            }

            Interlocked.Decrement(ref _slot.Sleepers);
        }

        if (interrupted) Thread.CurrentThread.Interrupt();
        return value;
    }

    /// <summary>The counter with 128 free bytes on both sides: adjacent-line prefetchers fetch lines in pairs.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 272)]
    private struct Slot
    {
        [FieldOffset(128)]
        public long Value;

        [FieldOffset(136)]
        public int Sleepers;
    }
}
