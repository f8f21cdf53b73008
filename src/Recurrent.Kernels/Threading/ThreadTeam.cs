using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Recurrent.Kernels.Unsafe.Threading;

namespace Recurrent.Kernels.Threading;

/// <summary>A fixed set of threads that run parallel regions with barriers, without allocating.</summary>
/// <remarks>
/// One region runs at a time. A caller that finds the team busy, on another thread or inside a region, runs its job alone as one part.
/// Idle threads park. The threads are background threads: they never keep the process alive.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    // A part's flag is region << RegionShift, plus the barriers it has reached in the region, plus how it ended.
    private const int RegionShift = 24;
    private const long Ended = 1L << (RegionShift - 1);
    private const long Failed = 1L << (RegionShift - 2);
    private const long BarrierMask = Failed - 1;

    // Small regions that follow each other at most so many microseconds apart, so many of them in a row, wake the threads.
    private const int BriskMicroseconds = 40;
    private const int BriskRegions = 16;

    // Keeps the claims of two parts on different cache lines.
    private const int ClaimPitch = 16;

    private static readonly Lock SharedGate = new();
    private static readonly Dictionary<int, ThreadTeam> SharedTeams = [];

    private readonly ProgressFlag[] _start;
    private readonly ProgressFlag[] _progress;
    private readonly Exception?[] _failures;
    private readonly long[] _claims;
    private JobReference _job;
    private int _parts;
    private long _region;
    private int _busy;
    private int _briskRegions;
    private long _lastSmallRegion;
    private bool _stopped;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Threads of the team including the caller's, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _start = new ProgressFlag[threads];
        _progress = new ProgressFlag[threads];
        _failures = new Exception?[threads];
        _claims = new long[threads * ClaimPitch];
        for (int part = 0; part < threads; part++)
        {
            _start[part] = new ProgressFlag();
            _progress[part] = new ProgressFlag();
        }

        for (int part = 1; part < threads; part++)
        {
            int own = part;
            new Thread(() => Work(own)) { IsBackground = true, Name = $"Recurrent worker {own}" }.Start();
        }
    }

    /// <summary>A team of the calling thread only.</summary>
    public static ThreadTeam Single { get; } = new(1);

    /// <summary>Threads of the team including the caller's.</summary>
    public int Threads { get; }

    /// <summary>The process-wide team of a size; it is created at the first call and lives as long as the process.</summary>
    /// <param name="threads">Threads including the caller's, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public static ThreadTeam Shared(int threads)
    {
        if (threads == 1) return Single;
        lock (SharedGate)
        {
            if (!SharedTeams.TryGetValue(threads, out ThreadTeam? team))
                SharedTeams.Add(threads, team = new ThreadTeam(threads));
            return team;
        }
    }

    /// <summary>Runs a job in <see cref="Threads"/> parts and returns when all have ended.</summary>
    /// <param name="job">The job; every thread sees this one copy.</param>
    public void Run<TJob>(TJob job)
        where TJob : struct, IParallelJob, allows ref struct => Run(job, Threads);

    /// <summary>Runs a job in at most <paramref name="parts"/> parts and returns when all have ended; an exception of a part is rethrown.</summary>
    /// <param name="job">The job; every thread sees this one copy.</param>
    /// <param name="parts">Upper limit of parts; more than <see cref="Threads"/> means all threads, less than 1 means 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TJob>(TJob job, int parts)
        where TJob : struct, IParallelJob, allows ref struct
    {
        parts = Math.Min(parts, Threads);
        if (parts <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            job.Execute(0, 1, default);
            return;
        }

        JobReference reference = JobReference.ToLocal(ref job);

        // Not as the last call of this method: the job lives in this frame, which must outlast the region.
        Exception? failure = RunRegion(reference, parts, TJob.PartsAreIndependent);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>How many parts a region should have that is too small to wake threads for.</summary>
    /// <param name="parts">Parts it is worth where the threads are awake, at least 1.</param>
    /// <returns><paramref name="parts"/> while the threads still look out for work, or when small regions have come so closely one after another that
    /// waking the threads once pays; else 1.</returns>
    /// <remarks>Callers on several threads may disturb each other's count, which costs time and changes no result.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int PartsAtHand(int parts)
    {
        bool isAwake = true;
        for (int part = 1; part < Math.Min(parts, Threads); part++) isAwake &= !_start[part].IsAwaitedAsleep;
        if (isAwake) return parts;

        long now = Stopwatch.GetTimestamp();
        bool isBrisk = (now - _lastSmallRegion) * 1_000_000 < BriskMicroseconds * Stopwatch.Frequency;
        _lastSmallRegion = now;
        _briskRegions = isBrisk ? _briskRegions + 1 : 0;
        if (_briskRegions < BriskRegions) return 1;
        _briskRegions = 0;
        return parts;
    }

    /// <summary>Stops the threads. A team that is used afterwards runs every job on the calling thread.</summary>
    /// <exception cref="InvalidOperationException">A region is running.</exception>
    public void Dispose()
    {
        if (Threads == 1 || Volatile.Read(ref _stopped)) return;
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            throw new InvalidOperationException("A thread team was disposed while it runs a region; dispose it after the last region.");
        Volatile.Write(ref _stopped, true);
        _region++;
        for (int part = 1; part < Threads; part++) _start[part].Publish(_region);
    }

    /// <summary>Lets part <paramref name="part"/> wait for all others of the running region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Synchronize(int part, int parts)
    {
        long step = RegionBase + BarriersReached(part) + 1;
        _progress[part].Publish(step);
        for (int other = 0; other < parts; other++)
        {
            if (other == part) continue;
            long reached = _progress[other].WaitFor(step);
            if ((reached & Failed) != 0) throw new ParallelRegionAbortedException();
            if ((reached & BarrierMask) < (step & BarrierMask)) ThrowPartEnded(other, parts);
        }
    }

    private long RegionBase => _region << RegionShift;

    /// <summary>Barriers a part has reached in the running region; its flag still shows an older region before the first one.</summary>
    private long BarriersReached(int part)
    {
        long value = _progress[part].Value;
        return value >> RegionShift == RegionBase >> RegionShift ? value & BarrierMask : 0;
    }

    private static void ThrowPartEnded(int part, int parts) =>
        throw new InvalidOperationException(
            $"Part {part} of {parts} ended without reaching a barrier that another part waits at; every part must reach each barrier.");

    /// <summary>Runs the parts, waits for all of them and returns what one of them threw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Exception? RunRegion(JobReference job, int parts, bool independent)
    {
        _job = job;
        _parts = parts;
        _region++;
        for (int part = 1; part < parts; part++) _start[part].Publish(_region);
        ExecutePart(0);
        for (int part = 1; part < parts && independent; part++)
        {
            if (TryClaim(part, _region)) ExecutePart(part);
        }

        long ended = RegionBase + Ended;
        for (int part = 1; part < parts; part++) _progress[part].WaitFor(ended);
        Exception? failure = TakeFailure(parts);
        Volatile.Write(ref _busy, 0);
        return failure;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(int part)
    {
        long region = 0;
        while (true)
        {
            region = _start[part].WaitFor(region + 1);
            if (Volatile.Read(ref _stopped)) return;
            if (TryClaim(part, region)) ExecutePart(part);
        }
    }

    /// <summary>Decides who runs a part of a region, its own thread or the caller's; a thread that wakes up too late finds it claimed.</summary>
    private bool TryClaim(int part, long region)
    {
        long claimed = Volatile.Read(ref _claims[part * ClaimPitch]);
        return region - claimed > 0 && Interlocked.CompareExchange(ref _claims[part * ClaimPitch], region, claimed) == claimed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ExecutePart(int part)
    {
        long ending = Ended;
        try
        {
            _job.Execute(part, _parts, new TeamBarrier(this, part, _parts));
        }
        catch (Exception failure) when (Keep(part, failure))
        {
            ending = Ended + Failed;
        }

        _progress[part].Publish(RegionBase + BarriersReached(part) + ending);
    }

    /// <summary>Hands a part's exception to the thread that runs the region, which rethrows it.</summary>
    private bool Keep(int part, Exception failure)
    {
        _failures[part] = failure;
        return true;
    }

    /// <summary>The failure of the lowest part that failed by itself, rather than because another one had.</summary>
    private Exception? TakeFailure(int parts)
    {
        Exception? first = null;
        for (int part = 0; part < parts; part++)
        {
            if (_failures[part] is not { } failure) continue;
            if (first is null or ParallelRegionAbortedException) first = failure;
            _failures[part] = null;
        }

        return first;
    }
}
