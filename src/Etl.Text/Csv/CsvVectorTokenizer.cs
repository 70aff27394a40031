using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>The tokenizer over masks of 64 bytes; what it cannot prove exact it leaves to the lexer.</summary>
/// <remarks>
/// <para>
/// Per chunk of 64 bytes, four compares give the masks of delimiters, quotes, LF and CR. Where quotes are,
/// <see cref="CsvQuoteProof"/> takes off the others what stands inside them. What is left is <c>structure</c>: one bit for each
/// field's end. The places of these bits are written eight at a time, whether there are so many or not, because how many a chunk has cannot be
/// foreseen; a field is then known by its end and the one before. Rows are made of the few bits that are line ends, and a count of the
/// bits below says how many fields they have.
/// </para>
/// <para>
/// At the first chunk that breaks a rule of the proof the lexer takes over, from the open row's start to the first row end behind that
/// chunk; then masks go on. The fuzzer holds this against the lexer alone.
/// </para>
/// </remarks>
sealed class CsvVectorTokenizer<TChunk>(CsvSyntax syntax) : CsvTokenizer
    where TChunk : struct, IChunk<TChunk>
{
    const int ChunkLength = 64;

    /// <summary>Chunks whose masks are kept together: 4 KiB of text, 1.5 KiB of masks, which the first-level cache holds.</summary>
#if DEBUG
    const int PartChunks = 2; // so that the tests see what is carried from part to part
#else
    const int PartChunks = 64;
#endif

    readonly CsvLexer lexer = new(syntax);
    readonly byte delimiter = syntax.Delimiter[0];
    readonly byte quote = syntax.Quote;

    /// <summary>All ones, or zero when the grammar has no quotes, so that NUL bytes are not taken for them.</summary>
    readonly ulong quoteMask = syntax.Quote == 0 ? 0 : ulong.MaxValue;

    public override void Tokenize(ReadOnlySpan<byte> block, CsvRows rows)
    {
        rows.Clear();
        var position = 0;
        while (position < block.Length)
        {
            var stop = TokenizeRegular(block, ref position, rows);
            var end = lexer.ReadRecords(block, position, stop, isEndOfInput: true, rows);
            rows.LineCount += LineCounter.Count(block[position..end]);
            position = end;
        }
    }

    /// <summary>Adds rows as long as they are proved to be regular.</summary>
    /// <param name="block">Whole rows.</param>
    /// <param name="from">Where a row starts; in the end where the first one starts that was not added.</param>
    /// <param name="rows">The output.</param>
    /// <returns>How far the scan came. Whoever lexes on from there on reads no byte a third time.</returns>
    [SkipLocalsInit]
    int TokenizeRegular(ReadOnlySpan<byte> block, ref int from, CsvRows rows)
    {
        Span<CsvMasks> masks = stackalloc CsvMasks[PartChunks];
        var scan = new Scan(syntax);
        var open = new OpenRow(from, rows.FieldCount, rows.QuotedCount);
        var index = from;
        var isRegular = true;
        while (isRegular && index < block.Length)
        {
            isRegular = ReadMasks(block, from, index, ref scan, masks, out var count);
            var part = masks[..count];
            rows.EnsureRoom(PartChunks * ChunkLength);
            AddRows(block, index, part, rows, ref open);
            AddFields(index, part, rows);
            index += count * ChunkLength;
        }
        from = open.Start;
        rows.LineCount += scan.LineCount;
        if (!isRegular || scan.Proof.Inside != 0)
        {
            // What was read of the open row is read again by the lexer.
            var end = Math.Min(index, block.Length);
            rows.LineCount -= open.Start < end ? LineCounter.Count(block[open.Start..end]) : 0;
            rows.DropFields(open.FieldIndex);
            return Math.Min(index + ChunkLength, block.Length);
        }
        if (open.Start < block.Length)
        {
            rows.AddField(block.Length, isQuoted: false);
            AddRow(rows, ref open, block.Length, rows.FieldCount);
            from = block.Length;
        }
        return block.Length;
    }

    /// <summary>Reads the masks of chunks from <paramref name="index"/> on; false when the chunk behind those that were read is not regular.</summary>
    [SkipLocalsInit]
    bool ReadMasks(ReadOnlySpan<byte> block, int from, int index, ref Scan scan, Span<CsvMasks> masks, out int count)
    {
        ref var bytes = ref MemoryMarshal.GetReference(block);
        ref var output = ref MemoryMarshal.GetReference(masks);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var (delimiter, quote, quoteMask) = (this.delimiter, this.quote, this.quoteMask);
        var (proof, lineCount) = (scan.Proof, scan.LineCount);
        var (returnsBefore, lineEndsBefore) = (scan.ReturnsBefore, scan.LineEndsBefore);
        var isRegular = true;
        var read = 0;
        for (; read < masks.Length && index < block.Length; read++, index += ChunkLength)
        {
            var chunk = TChunk.Load(
                in block.Length - index >= ChunkLength
                    ? ref Unsafe.Add(ref bytes, index)
                    : ref Tail(block[index..], tail)
            );
            var quotes = chunk.Equal(quote) & quoteMask;
            var lineFeeds = chunk.Equal((byte)'\n');
            var returns = chunk.Equal((byte)'\r');
            var lineEnds = lineFeeds | returns;
            var structure = lineEnds | chunk.Equal(delimiter);
            // The LF of a CRLF is part of the line end that its CR is.
            var seconds = lineFeeds & ((returns << 1) | (returnsBefore >> 63));
            var breakCount = BitOperations.PopCount(lineEnds & ~seconds);
            var openings = 0UL;
            if (!proof.IsOutside(quotes))
            {
                var before = index == from ? (byte)'\n' : Unsafe.Add(ref bytes, index - 1);
                var starts = ((before == '\n') | (before == '\r') | (before == delimiter) ? 1UL : 0) & ~proof.Inside;
                var opener = starts | (before == quote ? 1UL : 0);
                var valid = MaskBits.Lowest(block.Length - index);
                if (!proof.TryRead(quotes, opener, valid, ref lineEnds, ref structure))
                {
                    isRegular = false;
                    break;
                }
                openings = quotes & ((structure << 1) | starts);
            }
            var rowEnds = lineEnds & ~seconds;
            var blanks = rowEnds & ((lineEnds << 1) | (lineEndsBefore >> 63));
            Unsafe.Add(ref output, read) = new CsvMasks(structure & ~(seconds | blanks), rowEnds, openings);
            (returnsBefore, lineEndsBefore) = (returns, lineEnds);
            lineCount += breakCount;
        }
        count = read;
        (scan.Proof, scan.LineCount) = (proof, lineCount);
        (scan.ReturnsBefore, scan.LineEndsBefore) = (returnsBefore, lineEndsBefore);
        return isRegular;
    }

    /// <summary>Adds the rows that end in some chunks, and the fields of theirs and the open row that start with a quote.</summary>
    static void AddRows(
        ReadOnlySpan<byte> block,
        int index,
        ReadOnlySpan<CsvMasks> masks,
        CsvRows rows,
        ref OpenRow row
    )
    {
        ref var quoted = ref MemoryMarshal.GetArrayDataReference(rows.QuotedTable);
        var fieldCount = rows.FieldCount;
        foreach (ref readonly var mask in masks)
        {
            for (var openings = mask.Openings; openings != 0; openings &= openings - 1)
            {
                Unsafe.Add(ref quoted, rows.QuotedCount++) = fieldCount + CountBelow(mask.FieldEnds, openings);
            }
            for (var ends = mask.RowEnds; ends != 0; ends &= ends - 1)
            {
                var end = index + BitOperations.TrailingZeroCount(ends);
                var next = end + 1;
                next += block[end] == '\r' && next < block.Length && block[next] == '\n' ? 1 : 0;
                if (end == row.Start)
                {
                    rows.BlankCount++;
                    row.Start = next;
                    continue;
                }
                AddRow(rows, ref row, next, fieldCount + CountBelow(mask.FieldEnds, ends) + 1);
            }
            fieldCount += BitOperations.PopCount(mask.FieldEnds);
            index += ChunkLength;
        }
    }

    /// <summary>Adds the open row and opens the next one.</summary>
    /// <param name="rows">The output.</param>
    /// <param name="row">The open row.</param>
    /// <param name="end">Index behind its line end.</param>
    /// <param name="fieldEnd">Index behind its last field among all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow(CsvRows rows, ref OpenRow row, int end, int fieldEnd)
    {
        var flags = CsvRowFlags.None;
        for (; row.QuotedIndex < rows.QuotedCount && rows.QuotedTable[row.QuotedIndex] < fieldEnd; row.QuotedIndex++)
        {
            flags = CsvRowFlags.HasQuoted;
        }
        rows.RowTable[rows.RowCount++] = new CsvRow(
            row.Start,
            end - row.Start,
            row.FieldIndex,
            fieldEnd - row.FieldIndex,
            flags
        );
        (row.Start, row.FieldIndex) = (end, fieldEnd);
    }

    /// <summary>Adds the fields that end in some chunks.</summary>
    static void AddFields(int index, ReadOnlySpan<CsvMasks> masks, CsvRows rows)
    {
        ref var end = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(rows.EndTable),
            CsvRows.Slack + rows.FieldCount
        );
        foreach (ref readonly var mask in masks)
        {
            var bits = mask.FieldEnds;
            var count = BitOperations.PopCount(bits);
            rows.FieldCount += count;
            WriteEight(ref bits, index, ref end);
            for (var written = 8; written < count; written += 8)
            {
                WriteEight(ref bits, index, ref Unsafe.Add(ref end, written));
            }
            end = ref Unsafe.Add(ref end, count);
            index += ChunkLength;
        }
    }

    /// <summary>Writes the places of the lowest eight bits and takes them off; where there are fewer, other numbers stand behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteEight(ref ulong bits, int index, ref int ends)
    {
        Write(ref bits, index, ref ends);
        Write(ref bits, index, ref Unsafe.Add(ref ends, 1));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 2));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 3));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 4));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 5));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 6));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(ref ulong bits, int index, ref int end)
    {
        end = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
    }

    /// <summary>How many bits stand below the lowest one of <paramref name="bits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountBelow(ulong mask, ulong bits) => BitOperations.PopCount(mask & ((bits & (0 - bits)) - 1));

    /// <summary>Copies the last bytes of the block to where 64 can be loaded, and puts behind them what means nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        var filler = (byte)'a';
        while (filler == delimiter || filler == quote)
        {
            filler++;
        }
        bytes.CopyTo(tail);
        tail[bytes.Length..].Fill(filler);
        return ref MemoryMarshal.GetReference(tail);
    }

    /// <summary>What the masks of one chunk must know of those before it.</summary>
    struct Scan(CsvSyntax syntax)
    {
        public CsvQuoteProof Proof = new(syntax);
        public int LineCount = 0;
        public ulong ReturnsBefore = 0;

        // A row starts at the first chunk.
        public ulong LineEndsBefore = ulong.MaxValue;
    }

    /// <summary>The row whose end was not found yet.</summary>
    /// <param name="start">Index of its first byte.</param>
    /// <param name="fieldIndex">Index of its first field among all.</param>
    /// <param name="quotedIndex">Index of its first field that starts with a quote among those.</param>
    struct OpenRow(int start, int fieldIndex, int quotedIndex)
    {
        public int Start = start;
        public int FieldIndex = fieldIndex;
        public int QuotedIndex = quotedIndex;
    }
}
