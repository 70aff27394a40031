using System.Text;
using System.Text.Json;

namespace Etl.Datasets.Checking;

/// <summary>
/// Compares the rejects' JSON lines with the truth: every rejected record once and in order, with its code; and, where the
/// generated file is at hand, that offset and length cut that very record out of it.
/// </summary>
sealed class RejectsCheck
{
    readonly TextReader? lines;
    readonly Stream? file;
    readonly Differences differences;
    RejectLine? reject;

    /// <param name="lines">The JSON lines; null when no rejects file was made, which is right when nothing is rejected.</param>
    /// <param name="file">The generated file, seekable; null when positions are not compared.</param>
    /// <param name="differences">Where differences go.</param>
    public RejectsCheck(TextReader? lines, Stream? file, Differences differences)
    {
        this.lines = lines;
        this.file = file;
        this.differences = differences;
        Advance();
    }

    public long Rows { get; private set; }

    public void Visit(TruthLine truth)
    {
        while (reject != null && reject.Record < truth.Record)
        {
            differences.Add($"rejects: record {reject.Record} is there again or out of order");
            Advance();
        }
        if (reject?.Record != truth.Record)
        {
            if (truth.IsRejected)
            {
                differences.Add($"rejects: record {truth.Record} is missing, expected {truth.Code}");
            }
            return;
        }
        if (!truth.IsRejected)
        {
            differences.Add($"rejects: record {truth.Record} has {reject.Code}, expected bucket {truth.Bucket}");
        }
        else if (reject.Code != truth.Code)
        {
            differences.Add($"rejects: record {truth.Record} has {reject.Code}, expected {truth.Code}");
        }
        else
        {
            ComparePosition(reject);
        }
        Advance();
    }

    public void End()
    {
        for (; reject != null; Advance())
        {
            differences.Add($"rejects: record {reject.Record} is behind the last record of the truth");
        }
    }

    void ComparePosition(RejectLine line)
    {
        if (file == null)
        {
            return;
        }
        Span<byte> bytes = stackalloc byte[32];
        file.Position = line.Offset;
        bytes = bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        var text = Encoding.UTF8.GetString(bytes).TrimStart('"');
        // A record without any identity begins with an empty id, all others with their own.
        var id = FormattableString.Invariant($"C-{line.Record}");
        var isRight =
            line.Code == "EMPTY_CONTACT"
                ? !text.StartsWith("C-", StringComparison.Ordinal)
                : text.StartsWith(id, StringComparison.Ordinal) && !char.IsAsciiDigit(text[id.Length]);
        if (!isRight || line.Length <= 0 || line.Offset + line.Length > file.Length)
        {
            differences.Add($"rejects: record {line.Record} is not at offset {line.Offset}, length {line.Length}");
        }
    }

    void Advance()
    {
        var line = lines?.ReadLine();
        reject = line == null ? null : JsonSerializer.Deserialize<RejectLine>(line);
        Rows += line == null ? 0 : 1;
    }
}
