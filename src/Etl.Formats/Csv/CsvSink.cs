using System.Security.Cryptography;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Formats.Compression;
using Etl.Formats.Files;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>
/// A delimited output. All or nothing: a file gets its name in <see cref="CompleteAsync"/>, and leaves no trace when the sink is
/// disposed before. Opened with the options' checks done: folder, existing file, output among the inputs.
/// </summary>
public sealed class CsvSink : ISink
{
    readonly CsvSinkOptions options;
    readonly AtomicFile? file;
    readonly IncrementalHash? hash;
    readonly WriteBehind? behind;
    readonly OutputBuffer output;
    long rowCount;
    bool isComplete;

    CsvSink(CsvSinkOptions options, AtomicFile? file)
    {
        this.options = options;
        this.file = file;
        hash = options.WritesSidecar ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        behind = file?.OpenBehind(hash);
        output = OutputCompression.Open(options.Path, behind, file?.Stream ?? options.Stream);
        WriteOpening();
    }

    /// <summary>Opens an output.</summary>
    /// <exception cref="JobException">It cannot be written, exists already, or is one of the inputs.</exception>
    public static CsvSink Open(CsvSinkOptions options)
    {
        if (CompressionSniffer.OfName(options.Path) == CompressionKind.Zip)
        {
            throw new JobException(
                $"The output \"{options.Path}\" cannot be a zip archive; end its name in .csv, .csv.gz or .csv.br."
            );
        }
        if (options.Stream is not null)
        {
            return new CsvSink(options with { WritesSidecar = false }, null);
        }
        var resolved = LinkedFile.Resolve(options.Path);
        if (
            options.InputPaths.Any(input =>
                string.Equals(LinkedFile.Resolve(input), resolved, StringComparison.Ordinal)
            )
        )
        {
            throw new JobException(
                $"The output \"{options.Path}\" is also an input, which would be lost; name another file with --out."
            );
        }
        // Beside a stream there is no place for a second file.
        return new CsvSink(
            options with
            {
                WritesSidecar = options.WritesSidecar && !options.IsStream,
            },
            new AtomicFile(options.Path, options.Overwrite, options.Pipe)
        );
    }

    /// <inheritdoc/>
    public IBatchEncoder CreateEncoder() => CreateEncoder(options);

    /// <summary>An encoder for outputs of these options.</summary>
    internal static IBatchEncoder CreateEncoder(CsvSinkOptions options) =>
        options.Composition is { } composition
            ? new CsvComposedEncoder(options, composition)
            : new CsvBatchEncoder(options);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var row = 0;
        while (row < batch.RowCount)
        {
            if (!batch.IsPending(row))
            {
                row++;
                continue;
            }
            var first = row;
            while (row < batch.RowCount && batch.IsPending(row))
            {
                row++;
            }
            await WriteAsync(batch, first, row, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the rows [<paramref name="first"/>, <paramref name="end"/>), which are all pending.</summary>
    internal ValueTask WriteAsync(RecordBatch batch, int first, int end, CancellationToken cancellationToken)
    {
        batch.Outcomes[first..end].Fill(RowOutcome.Inserted);
        rowCount += end - first;
        var done = 0;
        return output.TryAppend(batch.Encoded.Range(first, end), ref done)
            ? ValueTask.CompletedTask
            : WriteRestAsync(batch, first, end, done, cancellationToken);
    }

    async ValueTask WriteRestAsync(RecordBatch batch, int first, int end, int done, CancellationToken cancellationToken)
    {
        do
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        } while (!output.TryAppend(batch.Encoded.Range(first, end), ref done));
    }

    /// <summary>Does nothing: a file is final as a whole.</summary>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await output.CompleteAsync(cancellationToken).ConfigureAwait(false);
            await (options.Stream?.FlushAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed(exception);
        }
        WriteSidecar();
        file?.Complete();
        isComplete = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (behind is not null)
        {
            await behind.DisposeAsync().ConfigureAwait(false);
        }
        if (!isComplete)
        {
            file?.Dispose();
        }
        hash?.Dispose();
    }

    void WriteOpening()
    {
        if (options.WritesMark)
        {
            Buffer([0xEF, 0xBB, 0xBF]);
        }
        if (options.Preamble is { } preamble)
        {
            Buffer(Encoding.UTF8.GetBytes(preamble));
            Buffer(options.LineEnd.Span);
        }
        if (!options.WritesHeader)
        {
            return;
        }
        var quoting = new CsvQuoting(options.Syntax);
        for (var index = 0; index < options.Columns.Count; index++)
        {
            Buffer(index == 0 ? [] : options.Syntax.Delimiter);
            var value = Encoding.UTF8.GetBytes(options.Columns[index].Header);
            var guarded = new byte[value.Length + 1];
            var length = options.Guards ? FormulaGuard.Add(value, guarded) : value.Length;
            var header = options.Guards ? guarded.AsSpan(0, length) : value;
            var field = new byte[CsvQuoting.MaxLength(length)];
            Buffer(field.AsSpan(0, quoting.Write(header, field)));
        }
        Buffer(options.LineEnd.Span);
    }

    /// <summary>Headers fit: their limit is the buffer's size, and the buffer is empty before.</summary>
    void Buffer(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        if (!output.TryAppend(bytes, ref done))
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), "The header is larger than the buffer.");
        }
    }

    async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskFailure.IsRefusal(exception))
        {
            throw Failed(exception);
        }
    }

    void WriteSidecar()
    {
        if (hash is null || behind is null)
        {
            return;
        }
        var sidecar = new CsvSidecar
        {
            Bytes = behind.Length,
            Sha256 = Convert.ToHexStringLower(hash.GetCurrentHash()),
            Rows = rowCount,
            Columns = [.. options.Columns.Select(column => column.Header)],
            Guarded = options.Guards,
        };
        sidecar.Write(options.Path);
    }

    PipelineException Failed(Exception exception) =>
        file?.Failed(exception) ?? StreamOutput.Failed("standard output", exception);
}
