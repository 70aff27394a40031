using System.Buffers;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Core.Rejects;

/// <summary>
/// The rejected records of one input: a file of the original records under the original header, and beside it a .jsonl file that
/// says where each stood and why it was rejected. Both are written under a partial name and get their own when the job is
/// complete; no file is made when nothing was rejected.
/// </summary>
/// <remarks>Written by the pipeline's writer task alone, in input order. Rejects are rare, so their writing is plain.</remarks>
public sealed class RejectFile : IDisposable
{
    /// <summary>Ending of the file of positions and reasons.</summary>
    public const string PositionsExtension = ".jsonl";

    /// <summary>Beyond so many bytes the records are given to the system, which writes them when it likes: rejects may be many.</summary>
    const int BufferBytes = 64 * 1024;

    const string What = "The rejects file";
    const string Option = "--rejects";

    readonly ISource source;
    readonly ArrayBufferWriter<byte> records = new();
    readonly ArrayBufferWriter<byte> positions = new();
    readonly RejectPositionWriter positionWriter;
    readonly PartialFile recordFile;
    readonly PartialFile positionFile;

    /// <summary>Makes the pair for one input; nothing is created on disk until the first reject is flushed.</summary>
    /// <param name="path">Name of the record file.</param>
    /// <param name="source">The input.</param>
    public RejectFile(string path, ISource source)
    {
        Path = path;
        this.source = source;
        recordFile = new PartialFile(path, What, Option);
        positionFile = new PartialFile(path + PositionsExtension, What, Option);
        positionWriter = new RejectPositionWriter(source.Description.Path, positions);
    }

    /// <summary>Name of the record file.</summary>
    public string Path { get; }

    /// <summary>Records written so far, over all runs of the job.</summary>
    public bool HasRejects => recordFile.Length + records.WrittenCount > 0;

    /// <summary>Cuts the files of an interrupted run back to what its last checkpoint knew. Lengths that are missing mean 0.</summary>
    public void Resume(IReadOnlyDictionary<string, long> lengths)
    {
        recordFile.Resume(lengths.GetValueOrDefault(recordFile.Path));
        positionFile.Resume(lengths.GetValueOrDefault(positionFile.Path));
    }

    /// <summary>Removes what an earlier, abandoned run left under the partial names.</summary>
    public void StartOver()
    {
        recordFile.Resume(0);
        positionFile.Resume(0);
    }

    /// <summary>Takes the rejected rows of a batch.</summary>
    /// <param name="batch">A batch that has been through the sink.</param>
    /// <param name="originalOffset">Bytes before its block in the decompressed input, in the input's own encoding.</param>
    public void Append(RecordBatch batch, long originalOffset)
    {
        if (batch.Rejects.Count == 0)
        {
            return;
        }
        if (!HasRejects)
        {
            records.Write(source.Originals.Preamble.Span);
        }
        foreach (var reject in positionWriter.Write(batch, originalOffset, source.Originals))
        {
            var row = batch.Rows[reject.Row];
            source.Originals.Write(batch.Block.Bytes.Slice(row.Offset, row.Length), records);
        }
        if (records.WrittenCount + positions.WrittenCount > BufferBytes)
        {
            recordFile.Write(records.WrittenSpan);
            positionFile.Write(positions.WrittenSpan);
            records.ResetWrittenCount();
            positions.ResetWrittenCount();
        }
    }

    /// <summary>Puts everything on disk, durably. Throws <see cref="PipelineException"/> when the disk refuses.</summary>
    public void Flush()
    {
        recordFile.Append(records.WrittenSpan);
        positionFile.Append(positions.WrittenSpan);
        records.ResetWrittenCount();
        positions.ResetWrittenCount();
    }

    /// <summary>Looks ahead whether older files of these names have the same content; nothing may be appended meanwhile.</summary>
    public void CompareAhead()
    {
        recordFile.CompareAhead();
        positionFile.CompareAhead();
    }

    /// <summary>Adds the lengths of both files as they are on disk, for a checkpoint.</summary>
    public void AddLengths(IDictionary<string, long> lengths)
    {
        lengths[recordFile.Path] = recordFile.Length;
        lengths[positionFile.Path] = positionFile.Length;
    }

    /// <summary>Gives both files their names, or leaves nothing when there were no rejects.</summary>
    public void Complete()
    {
        Flush();
        recordFile.Complete();
        positionFile.Complete();
    }

    /// <summary>Closes the files. What was not completed stays under its partial name, for a resume.</summary>
    public void Dispose()
    {
        recordFile.Dispose();
        positionFile.Dispose();
    }

    /// <summary>Removes the partial files of a job that is given up for good.</summary>
    public void Abandon()
    {
        recordFile.Abandon();
        positionFile.Abandon();
    }
}
