using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Normalization.Phones;
using Etl.Core.Schema;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// The ways in which a contact may hold what a row looks for: the domain of an e-mail address in either of its forms, and, in a table
/// that a user owns, a phone number as its country writes it. The contacts that are found so decide by their keys.
/// </summary>
/// <param name="columns">The match fields.</param>
/// <param name="phones">How stored phone numbers are read; null in a table that Etl made, which holds them clean.</param>
sealed class SoughtForms(KeyColumns columns, StoredPhone? phones)
{
    static readonly List<byte[]> none = [];

    /// <summary>How many there are for a slot of a row; 1 for nearly every one.</summary>
    public int Count(RecordBatch batch, int row, int slot)
    {
        var fields = columns.Slots[slot];
        var count = 1;
        // An enumerator would be an object for each row.
        for (var index = 0; index < fields.Count; index++)
        {
            count *= 1 + Others(batch, row, fields[index]).Count;
        }
        return count;
    }

    /// <summary>The value of one of a slot's fields in one of the forms; form 0 is as they stand.</summary>
    public ReadOnlySpan<byte> Value(RecordBatch batch, int row, int slot, int form, int index)
    {
        var fields = columns.Slots[slot];
        var value = batch.Value(row, batch.Layout.ColumnOf(fields[index]));
        if (form == 0)
        {
            return value;
        }
        // The forms of several fields are numbered like the digits of a number.
        for (var before = 0; before < index; before++)
        {
            form /= 1 + Others(batch, row, fields[before]).Count;
        }
        var others = Others(batch, row, fields[index]);
        var choice = form % (1 + others.Count);
        return choice == 0 ? value : others[choice - 1];
    }

    List<byte[]> Others(RecordBatch batch, int row, string field)
    {
        var value = batch.Value(row, batch.Layout.ColumnOf(field));
        return ContactFields.Find(field)?.Kind switch
        {
            FieldKind.Email when EmailKey.OtherForm(value) is { } other => [other],
            FieldKind.Phone when phones is not null => phones.OtherForms(value, columns.HasCountry),
            _ => none,
        };
    }
}
