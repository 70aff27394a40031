using System.Buffers;
using Etl.Core.Batches;
using Etl.Core.Rejects;

namespace Etl.Core.Explanations;

/// <summary>
/// The file of <c>--explain</c>: a JSON line for every counted change and warning, in the order of the input. It gets its name when
/// the job is complete; an interrupted import goes on with what it wrote.
/// </summary>
/// <remarks>Written by the pipeline's writer task alone.</remarks>
public sealed class ExplanationFile : IDisposable
{
    const int BufferBytes = 1024 * 1024;

    readonly ArrayBufferWriter<byte> lines = new();
    readonly ExplanationWriter writer;
    readonly PartialFile file;

    /// <summary>Makes one; nothing is created on disk yet.</summary>
    public ExplanationFile(string path)
    {
        file = new PartialFile(path, "The file of explanations", "--explain")
        {
            KeepsOlder = false,
            IsMadeEmpty = true,
        };
        writer = new ExplanationWriter(lines);
    }

    /// <summary>Cuts the file of an interrupted run back to what its last checkpoint knew; a length that is missing means 0.</summary>
    public void Resume(IReadOnlyDictionary<string, long> lengths) => file.Resume(lengths.GetValueOrDefault(file.Path));

    /// <summary>Removes what an earlier, abandoned run left under the partial name.</summary>
    public void StartOver() => file.Resume(0);

    /// <summary>Takes what was done to the values of a batch.</summary>
    /// <param name="batch">A batch that has been through the sink.</param>
    /// <param name="input">Name of its input.</param>
    public void Append(RecordBatch batch, string input)
    {
        if (batch.Explanations is not { All.Count: > 0 })
        {
            return;
        }
        writer.Write(batch, input);
        if (lines.WrittenCount > BufferBytes)
        {
            file.Write(lines.WrittenSpan);
            lines.ResetWrittenCount();
        }
    }

    /// <summary>Puts everything on the disk, durably.</summary>
    public void Flush()
    {
        file.Append(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }

    /// <summary>Adds the file's length as it is on disk, for a checkpoint.</summary>
    public void AddLength(IDictionary<string, long> lengths) => lengths[file.Path] = file.Length;

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        Flush();
        file.Complete();
    }

    /// <summary>Closes the file. What was not completed stays under its partial name, for a resume.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>Removes the partial file of a job that is given up for good.</summary>
    public void Abandon() => file.Abandon();
}
