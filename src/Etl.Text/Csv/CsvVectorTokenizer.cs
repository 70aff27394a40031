using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>The tokenizer over masks of 64 bytes; what it cannot prove exact it leaves to the lexer.</summary>
/// <remarks>
/// <para>
/// Per chunk of 64 bytes, four compares give the masks of delimiters, quotes, LF and CR. Where quotes are, the prefix XOR of their
/// mask tells what stands inside quotes, and that is cleared from the others. What is left is <c>structure</c>: one bit for each
/// field's end. The inner loop takes the bits one by one; a bit that is also in <c>ends</c> closes a row.
/// </para>
/// <para>
/// Quote parity is exact only in regular blocks. What regular means is proved by <see cref="CsvVectorCutter{TChunk}"/>: change both
/// together, and run the fuzzer, which holds both against the lexer.
/// </para>
/// </remarks>
sealed class CsvVectorTokenizer<TChunk>(CsvSyntax syntax) : CsvTokenizer
    where TChunk : struct, IChunk<TChunk>
{
    const int ChunkLength = 64;

    readonly CsvLexer lexer = new(syntax);
    readonly CsvVectorCutter<TChunk> cutter = new(syntax);
    readonly byte delimiter = syntax.Delimiter[0];
    readonly byte quote = syntax.Quote;

    /// <summary>All ones, or zero when the grammar has no quotes, so that NUL bytes are not taken for them.</summary>
    readonly ulong quoteMask = syntax.Quote == 0 ? 0 : ulong.MaxValue;

    public override void Tokenize(ReadOnlySpan<byte> block, bool isRegular, CsvRows rows)
    {
        rows.Clear();
        if (isRegular)
        {
            TokenizeRegular(block, 0, block.Length, rows);
            return;
        }
        var position = 0;
        while (position < block.Length)
        {
            var isProved = cutter.TryCut(block[position..], out var length, out var scanned, out var isInside);
            length = isProved && !isInside ? block.Length - position : length;
            var stop = position + scanned;
            TokenizeRegular(block, position, position + length, rows);
            position += length;
            var end = lexer.ReadRecords(block, position, stop, isEndOfInput: true, rows);
            rows.LineCount += LineCounter.Count(block[position..end]);
            position = end;
        }
    }

    /// <summary>Adds the rows from <paramref name="from"/> to <paramref name="to"/>, whole and proved to be regular.</summary>
    [SkipLocalsInit]
    void TokenizeRegular(ReadOnlySpan<byte> block, int from, int to, CsvRows rows)
    {
        ref var bytes = ref MemoryMarshal.GetReference(block);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var (delimiter, quote, quoteMask) = (this.delimiter, this.quote, this.quoteMask);
        var (rowCount, fieldCount, lineCount, blankCount) = (
            rows.RowCount,
            rows.FieldCount,
            rows.LineCount,
            rows.BlankCount
        );
        var (start, rowStart, rowField) = (from, from, rows.FieldCount);
        // Inside: all ones when the chunk starts inside quotes. Return: 1 when a CR stands before the chunk.
        // QuoteSeen: not 0 when a quote stands in the open row before the chunk.
        var (inside, returnBefore, quoteSeen) = (0UL, 0UL, 0UL);

        for (var index = from; index < to; index += ChunkLength)
        {
            rows.EnsureRoom(rowCount, fieldCount, ChunkLength, ChunkLength);
            ref var fields = ref MemoryMarshal.GetArrayDataReference(rows.FieldTable);
            ref var table = ref MemoryMarshal.GetArrayDataReference(rows.RowTable);
            var valid = MaskBits.Lowest(to - index);
            var chunk = TChunk.Load(
                in valid == ulong.MaxValue ? ref Unsafe.Add(ref bytes, index) : ref Tail(block[index..to], tail)
            );
            var quotes = chunk.Equal(quote) & quoteMask & valid;
            var lineFeeds = chunk.Equal((byte)'\n') & valid;
            var returns = chunk.Equal((byte)'\r') & valid;

            // The LF of a CRLF is part of the line end that its CR is.
            lineFeeds &= ~((returns << 1) | returnBefore);
            returnBefore = returns >> 63;
            lineCount += BitOperations.PopCount(lineFeeds) + BitOperations.PopCount(returns);
            var ends = lineFeeds | returns;
            var structure = ends | (chunk.Equal(delimiter) & valid);
            if ((quotes | inside) != 0)
            {
                var quoted = MaskBits.PrefixXor(quotes) ^ inside;
                inside = (ulong)((long)quoted >> 63);
                structure &= ~quoted;
            }
            while (structure != 0)
            {
                var position = index + BitOperations.TrailingZeroCount(structure);
                Unsafe.Add(ref fields, fieldCount++) = new FieldSpan(start, position - start);
                start = position + 1;
                var bit = structure & (0 - structure);
                structure ^= bit;
                if ((ends & bit) == 0)
                {
                    continue;
                }
                start += Unsafe.Add(ref bytes, position) == '\r' && start < to && block[start] == '\n' ? 1 : 0;
                if (position == rowStart)
                {
                    fieldCount--;
                    blankCount++;
                }
                else
                {
                    var flags = ((quotes & (bit - 1)) | quoteSeen) != 0 ? CsvRowFlags.HasQuoted : CsvRowFlags.None;
                    Unsafe.Add(ref table, rowCount++) = new CsvRow(
                        rowStart,
                        start - rowStart,
                        rowField,
                        fieldCount - rowField,
                        flags
                    );
                }
                quotes &= 0 - bit;
                (quoteSeen, rowStart, rowField) = (0, start, fieldCount);
            }
            quoteSeen |= quotes;
        }
        (rows.RowCount, rows.FieldCount, rows.LineCount, rows.BlankCount) = (
            rowCount,
            fieldCount,
            lineCount,
            blankCount
        );
        if (start < to || fieldCount > rowField)
        {
            var flags = quoteSeen != 0 ? CsvRowFlags.HasQuoted : CsvRowFlags.None;
            rows.AddField(start, to - start);
            rows.AddRow(new CsvRow(rowStart, to - rowStart, rowField, rows.FieldCount - rowField, flags));
        }
    }

    /// <summary>Copies the last bytes of the block to where 64 can be loaded; what lies behind them is masked off.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        bytes.CopyTo(tail);
        return ref MemoryMarshal.GetReference(tail);
    }
}
