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
    const byte Separator = 1;

    readonly int[] staged = [.. merge.StagedColumns];
    readonly int[] starts = new int[plan.Columns.Count + 1];
    readonly Dictionary<BatchLayout, Layout> layouts = [];

    /// <summary>Appends the tuple of a row.</summary>
    /// <param name="batch">Its batch.</param>
    /// <param name="row">Its place there.</param>
    /// <param name="ordinal">Its ordinal in the chunk.</param>
    /// <param name="round">Its round.</param>
    /// <param name="key">The key of its contact.</param>
    /// <param name="seen">Its contact as it was seen, if it was.</param>
    /// <param name="output">Where to.</param>
    public void Encode(
        RecordBatch batch,
        int row,
        int ordinal,
        int round,
        ReadOnlySpan<byte> key,
        SeenContact seen,
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
        WriteLength(key.Length, output);
        Write(key, output);
        WriteCleared(batch, row, layout.Clearing, output);
        WriteSeen(seen, output);
        foreach (var index in staged)
        {
            var source = layout.Sources[index];
            var isEmpty = plan.Columns[index].HasEmptyValue && (source < 0 || batch.Cell(row, source).IsEmpty);
            Write(isEmpty ? LoadColumn.Null : encoded[starts[index]..starts[index + 1]], output);
        }
        output.EndRow();
    }

    Layout LayoutOf(BatchLayout layout)
    {
        if (!layouts.TryGetValue(layout, out var found))
        {
            var number = options.Layouts.ToList().IndexOf(layout);
            found = new Layout(number, plan.SourcesOf(layout), Clearing(layout));
            layouts.Add(layout, found);
        }
        return found;
    }

    /// <summary>The custom fields of a layout that an empty value clears.</summary>
    ClearingField[] Clearing(BatchLayout layout) =>
        options.BlankClears
            ?
            [
                .. plan.CustomsOf(layout)
                    .Where(custom => !custom.IsDerived && IsOverwritten(custom))
                    .Select(custom => new ClearingField(custom.Column, Encoding.UTF8.GetBytes(custom.Name))),
            ]
            : [];

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

    /// <summary>Writes the names of the custom fields that a row clears, or NULL when it clears none.</summary>
    static void WriteCleared(RecordBatch batch, int row, ClearingField[] fields, EncodedRows output)
    {
        var length = -1;
        foreach (var field in fields)
        {
            length += batch.Cell(row, field.Column).IsEmpty ? 1 + field.Name.Length : 0;
        }
        if (length <= 0)
        {
            Write(LoadColumn.Null, output);
            return;
        }
        WriteLength(length, output);
        var names = output.GetSpan(length);
        var at = 0;
        foreach (var field in fields)
        {
            if (batch.Cell(row, field.Column).IsEmpty)
            {
                if (at > 0)
                {
                    names[at++] = Separator;
                }
                field.Name.CopyTo(names[at..]);
                at += field.Name.Length;
            }
        }
        output.Advance(length);
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

    static void WriteSeen(SeenContact seen, EncodedRows output)
    {
        if (!seen.IsSeen)
        {
            Write(LoadColumn.Null, output);
            Write(LoadColumn.Null, output);
            return;
        }
        Write32(unchecked((int)seen.Version), output);
        WriteLength(seen.Values.Length, output);
        Write(seen.Values, output);
    }

    static void WriteLength(int length, EncodedRows output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), length);
        output.Advance(sizeof(int));
    }

    static void Write(ReadOnlySpan<byte> field, EncodedRows output)
    {
        field.CopyTo(output.GetSpan(field.Length));
        output.Advance(field.Length);
    }

    /// <summary>A layout of rows: its number, where each written column comes from, and what its empty cells clear.</summary>
    sealed record Layout(int Number, int[] Sources, ClearingField[] Clearing);

    /// <summary>A custom field that an empty cell of a column clears.</summary>
    readonly record struct ClearingField(int Column, byte[] Name);
}
