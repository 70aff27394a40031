using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Normalization.Phones;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Computes the match keys of contacts from their values, by the same code that the workers use for rows. Gathers some
/// contacts, then computes all their keys at once. Phone numbers that a user's table holds without a calling code count as they are
/// dialled in the contact's country, or else in the job's.
/// </summary>
sealed class KeyCalculator
{
    const int BlockBytes = 1 << 18;

    /// <summary>What is longer with its calling code is no number.</summary>
    const int StackMax = 128;

    /// <summary>Digits of what may be a whole number.</summary>
    const int PhoneDigitsMin = 7;

    readonly KeyColumns columns;
    readonly RecordBatch batch = new(BlockBytes);
    readonly Action<RecordBatch> compute;
    readonly int[] phoneFields;
    readonly StoredPhone phones;

    /// <summary>Makes one.</summary>
    /// <param name="columns">The match fields.</param>
    /// <param name="options">How keys are made, and the job's country.</param>
    /// <param name="isMadeByEtl">True for a table whose numbers are clean.</param>
    public KeyCalculator(KeyColumns columns, StoreSinkOptions options, bool isMadeByEtl)
    {
        this.columns = columns;
        compute = options.BindKeys(columns.Layout);
        phones = new StoredPhone(options.Country);
        phoneFields = isMadeByEtl
            ? []
            :
            [
                .. Enumerable
                    .Range(0, columns.FieldNames.Count)
                    .Where(field => KeyColumns.IsPhone(columns.FieldNames[field])),
            ];
    }

    /// <summary>Contacts gathered.</summary>
    public int Count => batch.RowCount;

    /// <summary>Keys per contact.</summary>
    public int KeyCount => columns.Slots.Count;

    /// <summary>
    /// Phone numbers without a calling code that could not be read since this was set to 0, because nobody says their country or it
    /// has no such number.
    /// </summary>
    public long UnreadPhoneCount { get; set; }

    /// <summary>Starts over.</summary>
    public void Clear()
    {
        batch.Block.Length = 0;
        batch.Reset(columns.Layout, KeyCount);
    }

    /// <summary>Starts the next contact; its values follow.</summary>
    public void AddContact() => batch.AddRow(default).Clear();

    /// <summary>Sets a value of the contact added last.</summary>
    public void SetValue(int field, ReadOnlySpan<byte> value) => batch.Replace(batch.RowCount - 1, field, value);

    /// <summary>Computes the keys of all contacts gathered.</summary>
    public void Compute()
    {
        foreach (var field in phoneFields)
        {
            for (var contact = 0; contact < batch.RowCount; contact++)
            {
                ReadPhone(contact, field);
            }
        }
        compute(batch);
    }

    /// <summary>The keys of a contact.</summary>
    public ReadOnlySpan<UInt128> Keys(int contact) => batch.Keys.Slice(contact * KeyCount, KeyCount);

    void ReadPhone(int contact, int field)
    {
        var value = batch.Value(contact, field);
        if (value.IsEmpty || value[0] == '+')
        {
            return;
        }
        var country = columns.HasCountry ? batch.Value(contact, columns.FieldNames.Count - 1) : [];
        Span<byte> output = stackalloc byte[StackMax];
        if (StoredPhone.RoomFor(value) <= StackMax && phones.TryRead(value, country, output, out var length))
        {
            batch.Replace(contact, field, output[..length]);
        }
        else if (value.Length >= PhoneDigitsMin)
        {
            UnreadPhoneCount++;
        }
    }
}
