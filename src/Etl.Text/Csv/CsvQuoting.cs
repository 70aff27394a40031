using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>
/// Writes values as delimited fields, with quotes only where a reader would else see something different. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>
/// A value needs quotes when it holds the delimiter, the quote, CR or LF, and also when it starts or ends with a space or a tab,
/// because many readers trim those. An empty value needs none. What is written is read back as the same bytes by the lexer, unless
/// the value is longer than its limits.
/// </remarks>
public sealed class CsvQuoting
{
    const int ChunkLength = 64;

    readonly byte[] delimiter;
    readonly byte delimiterFirst;
    readonly byte quote;
    readonly byte escape;

    /// <summary>Makes a writer of fields for a grammar.</summary>
    /// <exception cref="ArgumentException">The grammar contradicts itself, or has no quote and so cannot hold every value.</exception>
    public CsvQuoting(CsvSyntax syntax)
    {
        CsvSyntaxCheck.ThrowIfInvalid(syntax);
        delimiter = syntax.Delimiter;
        delimiterFirst = delimiter[0];
        quote = syntax.Quote;
        escape = syntax.Escape == CsvEscape.Backslash ? (byte)'\\' : quote;
        if (quote == 0)
        {
            throw new ArgumentException("A grammar without a quote cannot be written.", nameof(syntax));
        }
    }

    /// <summary>Longest field for a value of that length in bytes: every byte doubled, and two quotes.</summary>
    public static int MaxLength(int valueLength) => checked((valueLength * 2) + 2);

    /// <summary>True when <paramref name="value"/> must stand in quotes.</summary>
    public bool NeedsQuotes(ReadOnlySpan<byte> value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return NeedsQuotes<Chunk512>(value);
        }
        return Vector256.IsHardwareAccelerated ? NeedsQuotes<Chunk256>(value) : NeedsQuotes<Chunk128>(value);
    }

    /// <summary>Writes <paramref name="value"/> as a field, quoted if it must be, and returns the field's length in bytes.</summary>
    /// <param name="value">The value. It must not overlap the destination.</param>
    /// <param name="destination">
    /// At least <see cref="MaxLength"/> bytes, or better all that is left of the buffer: with 64 bytes of room short values are
    /// written in one store, which may overwrite up to 64 bytes from the start, also behind the field.
    /// </param>
    public int Write(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Write<Chunk512>(value, destination);
        }
        return Vector256.IsHardwareAccelerated
            ? Write<Chunk256>(value, destination)
            : Write<Chunk128>(value, destination);
    }

    /// <summary>Writes <paramref name="value"/> in quotes whether it needs them or not; returns the field's length in bytes.</summary>
    public int WriteQuoted(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        destination[0] = quote;
        var written = 1;
        while (true)
        {
            var plain = value.IndexOfAny(quote, escape);
            if (plain < 0)
            {
                value.CopyTo(destination[written..]);
                written += value.Length;
                destination[written] = quote;
                return written + 1;
            }
            value[..plain].CopyTo(destination[written..]);
            written += plain;
            destination[written++] = escape;
            destination[written++] = value[plain];
            value = value[(plain + 1)..];
        }
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal bool NeedsQuotesScalar(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0)
        {
            return false;
        }
        var needs = IsBlank(value[0]) || IsBlank(value[^1]);
        foreach (var item in value)
        {
            needs |= item == delimiterFirst || item == quote || item is (byte)'\r' or (byte)'\n';
            needs |= escape != quote && item == escape;
        }
        return needs;
    }

    internal bool NeedsQuotes<TChunk>(ReadOnlySpan<byte> value)
        where TChunk : struct, IChunk<TChunk>
    {
        if (value.Length is > 0 and <= ChunkLength)
        {
            return IsSpecial(SafeLoad.Load<TChunk>(value), value.Length);
        }
        return value.Length > 0 && NeedsQuotesLong<TChunk>(value);
    }

    internal int Write<TChunk>(ReadOnlySpan<byte> value, Span<byte> destination)
        where TChunk : struct, IChunk<TChunk>
    {
        if (value.Length == 0)
        {
            return 0;
        }
        if (value.Length <= ChunkLength && destination.Length >= ChunkLength)
        {
            var chunk = SafeLoad.Load<TChunk>(value);
            if (!IsSpecial(chunk, value.Length))
            {
                chunk.Store(ref MemoryMarshal.GetReference(destination));
                return value.Length;
            }
            return WriteQuoted(value, destination);
        }
        if (NeedsQuotes<TChunk>(value))
        {
            return WriteQuoted(value, destination);
        }
        value.CopyTo(destination);
        return value.Length;
    }

    bool NeedsQuotesLong<TChunk>(ReadOnlySpan<byte> value)
        where TChunk : struct, IChunk<TChunk>
    {
        if (IsBlank(value[0]) || IsBlank(value[^1]))
        {
            return true;
        }
        while (value.Length > ChunkLength)
        {
            if (Special(SafeLoad.Load<TChunk>(value)) != 0)
            {
                return true;
            }
            value = value[ChunkLength..];
        }
        return (Special(SafeLoad.Load<TChunk>(value)) & MaskBits.Lowest(value.Length)) != 0;
    }

    /// <summary>True when the value of 1 to 64 bytes at the start of <paramref name="chunk"/> must stand in quotes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool IsSpecial<TChunk>(TChunk chunk, int length)
        where TChunk : struct, IChunk<TChunk>
    {
        var blanks = chunk.EqualAny((byte)' ', (byte)'\t');
        var last = 1UL << (length - 1);
        return ((Special(chunk) & (last | (last - 1))) | (blanks & (last | 1))) != 0;
    }

    /// <remarks>
    /// Of a delimiter of several bytes the first one is enough to ask for quotes: also half a delimiter at the end of a value would
    /// be completed by the delimiter that follows it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Special<TChunk>(TChunk chunk)
        where TChunk : struct, IChunk<TChunk> => chunk.EqualAny(delimiterFirst, quote, escape, (byte)'\n', (byte)'\r');

    static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';
}
