using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>The pages of memory that is asked at random: large ones, until this machine takes too long to find them.</summary>
/// <remarks>
/// Linux is asked for pages of 2 MB: 4 KB pages of a table of 100 MB do not fit into the processor's table of pages, and making them takes
/// five times as long. But a virtual machine whose host takes free memory back has to get each large page anew from the host, at 8 to 11 µs
/// for 4 KB of it; small pages come first from what is too small for the host to take, at 1.5 µs (80 MB: 150 to 260 ms for 30 ms, where
/// large pages that the host left cost 7 ms). Looking up in small ones costs up to 75 ns a row, so large ones may be dearer than they are.
/// Pages are written to at once, because a page that is read before it is written is first mapped to the one page of zeros and taken back
/// from there by a signal to all processors.
/// </remarks>
/// <param name="priceMax">What 4 KB of a large page may cost. More, and all further pages are small.</param>
sealed class SlotPages(TimeSpan priceMax)
{
    const int AdviceForget = 4; // MADV_DONTNEED: the pages are zeros when they are read again
    const int AdviceLarge = 14; // MADV_HUGEPAGE of Linux
    const int AdviceSmall = 15; // MADV_NOHUGEPAGE
    const int AdviceMakeNow = 23; // MADV_POPULATE_WRITE, of Linux 5.14: a third cheaper than writing to page after page
    const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID
    const int SmallBytes = 4096;

    /// <summary>Bytes of a large page.</summary>
    public const int LargeBytes = 2 << 20;

    volatile bool areSmall;

    /// <summary>Those of this process: small pages from 5 µs for 4 KB on, what they cost themselves and the look-ups in them.</summary>
    public static SlotPages Shared { get; } = new(TimeSpan.FromMicroseconds(5));

    /// <summary>True when large pages were too dear.</summary>
    public bool AreSmall => areSmall;

    /// <summary>Says which pages an array is to get whose pages are not made yet.</summary>
    public void Prefer<T>(T[] slots)
        where T : unmanaged => Advise<T>(slots, areSmall ? AdviceSmall : AdviceLarge, LargeBytes);

    /// <summary>Makes the pages of a part of an array, all of whose slots are zero.</summary>
    public void Make<T>(ArraySegment<T> part)
        where T : unmanaged
    {
        if (areSmall)
        {
            Advise<T>(part, AdviceMakeNow, SmallBytes);
        }
        var start = ProcessorTime();
        Touch(part.AsSpan());
        var price = (ProcessorTime() - start) / Math.Max(1.0, (double)Bytes(part) / SmallBytes);
        if (!areSmall && Bytes(part) >= LargeBytes && price > priceMax)
        {
            areSmall = true;
            Advise<T>(part.Array!, AdviceSmall, LargeBytes);
        }
    }

    /// <summary>Gives the pages of slots back to the system: they are zero from now on, or what they were.</summary>
    public static void Release<T>(ArraySegment<T> slots)
        where T : unmanaged => Advise(slots, AdviceForget, SmallBytes);

    static void Touch<T>(Span<T> slots)
        where T : unmanaged
    {
        for (var at = 0; at < slots.Length; at += SmallBytes / SlotBytes<T>())
        {
            slots[at] = default;
        }
    }

    // It is advice: what it does to the bytes is nothing, and a system that does not know it answers with an error that changes nothing.
    static void Advise<T>(ArraySegment<T> slots, int advice, int pageBytes)
        where T : unmanaged
    {
        if (!OperatingSystem.IsLinux() || slots.Count == 0)
        {
            return;
        }
        var pin = GCHandle.Alloc(slots.Array, GCHandleType.Pinned);
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(slots.Array!, slots.Offset);
        // Only pages that no other memory has a part in.
        var first = (start + pageBytes - 1) & -pageBytes;
        var last = (start + (nint)Bytes(slots)) & -pageBytes;
        if (first < last)
        {
            _ = AdviseSystem(first, (nuint)(last - first), advice);
        }
        pin.Free();
    }

    /// <summary>Time that this thread has had of a processor: others who want it do not make memory dearer. Zero where it cannot be told.</summary>
    static TimeSpan ProcessorTime() =>
        OperatingSystem.IsLinux() && ReadClock(ThreadClock, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : TimeSpan.Zero;

    static long Bytes<T>(ArraySegment<T> slots)
        where T : unmanaged => (long)slots.Count * SlotBytes<T>();

    /// <summary>Bytes of a slot.</summary>
    public static int SlotBytes<T>()
        where T : unmanaged => MemoryMarshal.AsBytes<T>([default]).Length;

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int AdviseSystem(nint start, nuint length, int advice);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int ReadClock(int clock, out ClockTime time);

    [StructLayout(LayoutKind.Sequential)]
    readonly struct ClockTime
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
