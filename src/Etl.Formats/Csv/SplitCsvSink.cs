using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;

namespace Etl.Formats.Csv;

/// <summary>
/// A delimited output for a program that takes a limited number of records from one file, or one file for each consent: <c>all.csv</c>,
/// <c>all-2.csv</c>, or <c>subscribed_all.csv</c>, <c>unsubscribed_all.csv</c>. Each file is made when its first record comes, and all get their
/// names at the end; without a record there is one file with nothing but the header.
/// </summary>
public sealed class SplitCsvSink : ISink
{
    readonly CsvSinkOptions options;
    readonly bool isStream;
    readonly long rowsMax;
    readonly bool splitsByConsent;
    readonly Dictionary<string, (CsvSink Sink, int Number, long RowCount)> current = new(StringComparer.Ordinal);
    readonly List<(CsvSink Sink, string Path)> sinks = [];

    SplitCsvSink(CsvSinkOptions options, long rowsMax, bool splitsByConsent)
    {
        this.options = options;
        isStream = options.IsStream;
        this.rowsMax = rowsMax;
        this.splitsByConsent = splitsByConsent;
        if (!splitsByConsent)
        {
            // Opened at once: what is wrong with the place of the output is said before the first record is read.
            current.Add("", (Open("", 1), 1, 0));
        }
    }

    /// <summary>Opens an output.</summary>
    /// <param name="options">How it is written; its path is that of the first file.</param>
    /// <param name="rowsMax">Records in one file.</param>
    /// <param name="splitsByConsent">True for one file for each consent, which stands before the name.</param>
    /// <exception cref="JobException">It cannot be written, exists already, is one of the inputs, or is a stream and several files are needed.</exception>
    public static SplitCsvSink Open(CsvSinkOptions options, long rowsMax, bool splitsByConsent)
    {
        if (splitsByConsent && options.IsStream)
        {
            throw new JobException(
                "This output is one file for each consent, so that nobody who unsubscribed is imported as a subscriber; name a file with --out instead of standard output or a pipe."
            );
        }
        return new SplitCsvSink(options, rowsMax, splitsByConsent);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FieldsRead => splitsByConsent ? ["consent"] : [];

    /// <inheritdoc/>
    public IBatchEncoder CreateEncoder() => CsvSink.CreateEncoder(options);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var consent = splitsByConsent ? batch.Layout.ColumnOf("consent") : -1;
        for (var row = 0; row < batch.RowCount; )
        {
            if (!batch.IsPending(row))
            {
                row++;
                continue;
            }
            var part = PartOf(batch, row, consent);
            var (sink, room) = Room(part);
            var end = row + 1;
            while (
                end < batch.RowCount && end - row < room && batch.IsPending(end) && PartOf(batch, end, consent) == part
            )
            {
                end++;
            }
            await sink.WriteAsync(batch, row, end, cancellationToken).ConfigureAwait(false);
            var (_, number, count) = current[part];
            current[part] = (sink, number, count + end - row);
            row = end;
        }
    }

    /// <summary>Does nothing: the files are final as a whole.</summary>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (sinks.Count == 0)
        {
            Open(ConsentFiles.None, 1);
        }
        foreach (var (sink, path) in sinks)
        {
            await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
            if (!isStream)
            {
                options.Written?.Invoke(path);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (sink, _) in sinks)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
    }

    string PartOf(RecordBatch batch, int row, int consent) =>
        !splitsByConsent ? "" : ConsentFiles.Of(consent < 0 ? [] : batch.Value(row, consent));

    (CsvSink Sink, long Room) Room(string part)
    {
        if (!current.TryGetValue(part, out var entry))
        {
            entry = (Open(part, 1), 1, 0);
            current.Add(part, entry);
        }
        else if (entry.RowCount == rowsMax && !isStream)
        {
            entry = (Open(part, entry.Number + 1), entry.Number + 1, 0);
            current[part] = entry;
        }
        // A stream cannot be split: it gets everything.
        return (entry.Sink, isStream ? long.MaxValue : rowsMax - entry.RowCount);
    }

    CsvSink Open(string part, int number)
    {
        var path = PathOf(part, number);
        var sink = CsvSink.Open(options with { Path = path });
        sinks.Add((sink, path));
        return sink;
    }

    string PathOf(string part, int number)
    {
        var folder = Path.GetDirectoryName(options.Path) ?? "";
        var name = Path.GetFileName(options.Path);
        if (part.Length > 0)
        {
            name = $"{part}_{name}";
        }
        if (number > 1)
        {
            var dot = name.IndexOf('.', 1);
            var stem = dot < 0 ? name : name[..dot];
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{name[stem.Length..]}");
        }
        return number == 1 && part.Length == 0 ? options.Path : Path.Combine(folder, name);
    }
}
