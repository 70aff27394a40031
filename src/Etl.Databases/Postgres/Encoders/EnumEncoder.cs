using System.Text;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>An enum: its label as text. An unknown label is refused here, before it costs a chunk.</summary>
sealed class EnumEncoder : CellEncoder
{
    // Labels by their length in bytes; a name in PostgreSQL has less than 64.
    readonly byte[][][] labelsByLength;

    /// <summary>Makes one for the labels of an enum.</summary>
    public EnumEncoder(IReadOnlyList<string> labels)
    {
        var bytes = labels.Select(label => Encoding.UTF8.GetBytes(label)).ToLookup(label => label.Length);
        labelsByLength = new byte[bytes.Select(group => group.Key).DefaultIfEmpty().Max() + 1][][];
        for (var length = 0; length < labelsByLength.Length; length++)
        {
            labelsByLength[length] = [.. bytes[length]];
        }
    }

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        if (!IsLabel(utf8))
        {
            return Refusal(utf8, SqlState.Syntax);
        }
        utf8.CopyTo(Field(output, utf8.Length));
        return null;
    }

    bool IsLabel(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < labelsByLength.Length)
        {
            foreach (var label in labelsByLength[utf8.Length])
            {
                if (utf8.SequenceEqual(label))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
