using System.Diagnostics;
using Etl.Text;

namespace Etl.Core.Dedupe;

/// <summary>
/// Makes one key after the other from single values: <c>Begin(slot)</c>, <c>Append(value)</c> once per field of the slot in its order,
/// <c>End()</c>. Keeps its scratch space, so it allocates nothing per key. Not thread-safe: one per thread.
/// </summary>
public sealed class MatchKeyWriter
{
    /// <summary>Separates values; no byte of UTF-8 text.</summary>
    const byte Separator = 0xFF;

    readonly MatchKeyBuilder builder;
    byte[] scratch = new byte[256];
    int length;
    int slot;
    int valueCount;
    bool isMissing;

    internal MatchKeyWriter(MatchKeyBuilder builder) => this.builder = builder;

    /// <summary>Starts the key of a slot.</summary>
    public void Begin(int slotIndex)
    {
        slot = slotIndex;
        length = 0;
        valueCount = 0;
        isMissing = false;
    }

    /// <summary>Adds the value of the slot's next field; an empty one, or a phone number that identifies nobody, means that there is no key.</summary>
    public void Append(ReadOnlySpan<byte> value)
    {
        var separatorLength = valueCount == 0 ? 0 : 1;
        if (value.IsEmpty || isMissing || (builder.IsPhone(slot, valueCount) && !PhoneKey.Identifies(value)))
        {
            isMissing = true;
            return;
        }
        Reserve(separatorLength + CaseFold.MaxLength(value.Length) + EmailKey.LongerMax);
        if (separatorLength == 1)
        {
            scratch[length++] = Separator;
        }
        length += Fold(value, scratch.AsSpan(length));
        valueCount++;
    }

    /// <summary>The key, 0 when a value was empty or identifies nobody.</summary>
    public UInt128 End()
    {
        Debug.Assert(
            isMissing || valueCount == builder.FieldsOfSlot(slot).Count,
            "A key needs one value per field of its slot."
        );
        return isMissing ? UInt128.Zero : builder.Hash(builder.RuleOfSlot(slot), scratch.AsSpan(0, length));
    }

    /// <summary>The key of a slot of one field.</summary>
    public UInt128 Key(int slotIndex, ReadOnlySpan<byte> value)
    {
        Begin(slotIndex);
        Append(value);
        return End();
    }

    int Fold(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (builder.IsEmail(slot, valueCount))
        {
            return EmailKey.Fold(value, builder.FoldsGmail(slot), destination);
        }
        if (builder.IsFolded(slot, valueCount))
        {
            return CaseFold.Fold(value, destination);
        }
        value.CopyTo(destination);
        return value.Length;
    }

    void Reserve(int count)
    {
        if (scratch.Length - length < count)
        {
            Array.Resize(ref scratch, Math.Max(length + count, 2 * scratch.Length));
        }
    }
}
