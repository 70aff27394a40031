using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>
/// A match key and who owns it, in 16 bytes, four to a cache line: 96 bits of the key (its partition holds 8 more of them) and
/// the code of its owner.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(ulong))]
struct KeySlot(ulong low, uint high, uint owner)
{
    public readonly ulong Low = low;
    public readonly uint High = high;

    /// <summary>0 marks a free slot.</summary>
    public uint Owner = owner;
}
