using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Matching;

/// <summary>What rows make of the match fields of contacts; the database does the same merging afterwards, with all columns.</summary>
sealed class MatchFieldMerger
{
    readonly bool blankClears;
    readonly Field[] fields;
    readonly ValueMerger merger = new();
    readonly Dictionary<BatchLayout, int[]> sources = [];

    /// <param name="options">How values are merged.</param>
    /// <param name="columns">The match fields.</param>
    public MatchFieldMerger(StoreSinkOptions options, KeyColumns columns)
    {
        blankClears = options.BlankClears;
        fields =
        [
            .. columns.FieldNames.Select(name => new Field(
                name,
                ContactFields.Find(name)!.Kind,
                options.MergePolicies.GetValueOrDefault(name),
                columns.Expression(name) != "null"
            )),
        ];
    }

    /// <summary>Gives a contact that a row inserts the row's values.</summary>
    public void Take(ContactStates states, int contact, RecordBatch batch, int row)
    {
        var columns = SourcesOf(batch.Layout);
        for (var field = 0; field < fields.Length; field++)
        {
            if (columns[field] >= 0)
            {
                states.SetValue(contact, field, batch.Value(row, columns[field]));
            }
        }
    }

    /// <summary>Merges a row into a contact; false when none of its match fields changes.</summary>
    public bool Merge(ContactStates states, int contact, RecordBatch batch, int row)
    {
        var columns = SourcesOf(batch.Layout);
        var isChanged = false;
        for (var field = 0; field < fields.Length; field++)
        {
            if (columns[field] < 0 || !fields[field].IsStored)
            {
                continue;
            }
            var stored = states.Value(contact, field);
            var value = batch.Value(row, columns[field]);
            var clears = blankClears && !batch.Layout.Columns[columns[field]].IsDerived;
            if (value.SequenceEqual(stored) || !MayReplace(fields[field].Policy, stored, value, clears))
            {
                continue;
            }
            isChanged = true;
            var appends = fields[field].Policy == MergePolicy.Append && stored.Length > 0;
            states.SetValue(
                contact,
                field,
                appends ? merger.Merge(MergePolicy.Append, fields[field].Kind, stored, value) : value
            );
        }
        return isChanged;
    }

    static bool MayReplace(MergePolicy policy, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> value, bool clears) =>
        policy switch
        {
            MergePolicy.Keep => false,
            MergePolicy.Fill => stored.IsEmpty && !value.IsEmpty,
            MergePolicy.Append => !value.IsEmpty,
            _ => !value.IsEmpty || clears,
        };

    int[] SourcesOf(BatchLayout layout)
    {
        if (!sources.TryGetValue(layout, out var found))
        {
            found = MakeSources(layout);
            sources.Add(layout, found);
        }
        return found;
    }

    // Apart from the look-up, which would make an object for the lambda each time.
    int[] MakeSources(BatchLayout layout) => [.. fields.Select(field => layout.ColumnOf(field.Name))];

    /// <summary>A match field, how it is merged, and whether the table has a place for it.</summary>
    readonly record struct Field(string Name, FieldKind Kind, MergePolicy Policy, bool IsStored);
}
