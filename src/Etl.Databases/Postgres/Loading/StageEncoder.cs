using System.Buffers.Binary;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Turns encoded rows into tuples of the staging table: in front of the merged fields stand row, round, layout, key, the
/// cleared custom fields and the contact as it was seen; a value that only stands for an empty cell becomes NULL.
/// </summary>
sealed class StageEncoder(LoadPlan plan, MergePlan merge, StoreSinkOptions options)
{
    /// <summary>Between names of cleared custom fields; a character that the cleaning of values removes.</summary>
    const char Separator = '\u0001';

    readonly int[] staged = [.. merge.StagedColumns];
    readonly int[] starts = new int[plan.Columns.Count + 1];
    readonly Dictionary<BatchLayout, (int Number, int[] Sources, CustomField[] Customs)> layouts = [];

    /// <summary>Appends the tuple of a row.</summary>
    /// <param name="batch">Its batch.</param>
    /// <param name="row">Its place there.</param>
    /// <param name="ordinal">Its ordinal in the chunk.</param>
    /// <param name="round">Its round.</param>
    /// <param name="key">The key of its contact.</param>
    /// <param name="seen">Its contact as it was seen; null for one that the chunk inserts.</param>
    /// <param name="output">Where to.</param>
    public void Encode(
        RecordBatch batch,
        int row,
        int ordinal,
        int round,
        string key,
        SeenContact? seen,
        EncodedRows output
    )
    {
        var layout = LayoutOf(batch.Layout);
        var encoded = batch.Encoded.Row(row);
        FindFields(encoded);
        Write16((short)(MergePlan.LeadingColumns + staged.Length), output);
        Write32(ordinal, output);
        Write32(round, output);
        Write32(layout.Number, output);
        WriteText(key, output);
        WriteText(Cleared(batch, row, layout.Customs), output);
        WriteSeen(seen, output);
        foreach (var index in staged)
        {
            var source = layout.Sources[index];
            var isEmpty = plan.Columns[index].HasEmptyValue && (source < 0 || batch.Cell(row, source).IsEmpty);
            Write(isEmpty ? LoadColumn.Null : encoded[starts[index]..starts[index + 1]], output);
        }
        output.EndRow();
    }

    (int Number, int[] Sources, CustomField[] Customs) LayoutOf(BatchLayout layout)
    {
        if (!layouts.TryGetValue(layout, out var found))
        {
            var number = options.Layouts.ToList().IndexOf(layout);
            found = (number, plan.SourcesOf(layout), plan.CustomsOf(layout));
            layouts.Add(layout, found);
        }
        return found;
    }

    void FindFields(ReadOnlySpan<byte> encoded)
    {
        var at = sizeof(short);
        for (var index = 0; index < plan.Columns.Count; index++)
        {
            starts[index] = at;
            at += sizeof(int) + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(encoded[at..]));
        }
        starts[^1] = at;
    }

    string? Cleared(RecordBatch batch, int row, CustomField[] customs)
    {
        if (!options.BlankClears || customs.Length == 0)
        {
            return null;
        }
        var empty = customs
            .Where(custom => batch.Cell(row, custom.Column).IsEmpty && !custom.IsDerived && IsOverwritten(custom))
            .Select(custom => custom.Name);
        return string.Join(Separator, empty) is { Length: > 0 } names ? names : null;
    }

    bool IsOverwritten(CustomField custom) =>
        options.MergePolicies.GetValueOrDefault(ContactField.CustomPrefix + custom.Name) == MergePolicy.Overwrite;

    static void Write16(short value, EncodedRows output)
    {
        BinaryPrimitives.WriteInt16BigEndian(output.GetSpan(sizeof(short)), value);
        output.Advance(sizeof(short));
    }

    static void Write32(int value, EncodedRows output)
    {
        var span = output.GetSpan(2 * sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(span, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(span[sizeof(int)..], value);
        output.Advance(2 * sizeof(int));
    }

    static void WriteSeen(SeenContact? seen, EncodedRows output)
    {
        if (seen is not { } contact)
        {
            Write(LoadColumn.Null, output);
            Write(LoadColumn.Null, output);
            return;
        }
        Write32(unchecked((int)contact.Version), output);
        WriteLength(contact.Values.Length, output);
        Write(contact.Values, output);
    }

    static void WriteLength(int length, EncodedRows output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), length);
        output.Advance(sizeof(int));
    }

    static void WriteText(string? value, EncodedRows output)
    {
        if (value is null)
        {
            Write(LoadColumn.Null, output);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        var span = output.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        Encoding.UTF8.GetBytes(value, span[sizeof(int)..]);
        output.Advance(sizeof(int) + length);
    }

    static void Write(ReadOnlySpan<byte> field, EncodedRows output)
    {
        field.CopyTo(output.GetSpan(field.Length));
        output.Advance(field.Length);
    }
}
