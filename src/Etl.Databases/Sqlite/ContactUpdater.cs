using System.Text;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Sqlite;

/// <summary>
/// Merges rows of one layout into stored contacts. An empty value erases nothing unless asked; nothing is written when
/// nothing changes; the contact as it was before this job is kept once, for undo.
/// </summary>
sealed class ContactUpdater : IDisposable
{
    const int FirstFieldColumn = 2;
    const int IdParameter = 1;
    const int JobParameter = 2;
    const int CustomParameter = 3;
    const int UpdatedAtParameter = 4;
    const int FirstFieldParameter = 5;

    readonly ContactLayout layout;
    readonly StoreSinkOptions options;
    readonly byte[] now;
    readonly SqliteStatement select;
    readonly SqliteStatement update;
    readonly SqliteStatement keepBefore;

    /// <summary>Fields that the layout feeds, but not <c>updated_at</c>, which has a parameter of its own.</summary>
    readonly StoredField[] fields;

    /// <summary>For each field its column in the select.</summary>
    readonly int[] storedColumns;

    /// <summary>Checksum seeds of the select's columns from <see cref="FirstFieldColumn"/> on.</summary>
    readonly ulong[] seeds;
    readonly int updatedAtStored;
    readonly HashSet<string> keyFields;
    readonly bool hasCustomKeys;

    /// <summary>For each field what an update does with it.</summary>
    readonly MergePolicy[] policies;
    readonly ValueMerger merger = new();

    /// <summary>Merges custom fields; null when the layout feeds none.</summary>
    readonly CustomMerge? customs;

    public ContactUpdater(
        SqliteDatabase database,
        ContactLayout layout,
        StoreSinkOptions options,
        IEnumerable<string> keyFields
    )
    {
        this.layout = layout;
        this.options = options;
        this.keyFields = [.. keyFields];
        hasCustomKeys = this.keyFields.Any(name =>
            name.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
        );
        now = Encoding.UTF8.GetBytes(StoreTime.Text(options.Now));
        fields = [.. layout.Fields.Where(field => field.Field.Name != SqliteSchema.UpdatedAt)];
        policies = [.. fields.Select(field => PolicyOf(field.Field.Name))];
        customs = layout.Customs.Length == 0 ? null : Customs();
        var columns = SqliteSchema.FieldColumns(database);
        seeds = [.. columns.Select(ContactChecksum.Seed)];
        storedColumns = [.. fields.Select(field => FirstFieldColumn + columns.IndexOf(field.Field.Name))];
        updatedAtStored = FirstFieldColumn + columns.IndexOf(SqliteSchema.UpdatedAt);
        var all = SqliteSchema.QuoteAll(columns);
        select = database.Prepare($"select job_id, custom, {all} from contacts where id = ?");
        keepBefore = database.Prepare(
            $"insert or ignore into etl_before (for_job, id, job_id, custom, {all}) select ?1, id, job_id, custom, {all} from contacts where id = ?2"
        );
        keepBefore.Bind(1, options.JobId);
        var assignments = string.Concat(fields.Select(field => $", {SqliteSchema.Quote(field.Field.Name)} = ?"));
        update = database.Prepare(
            $"update contacts set job_id = ?2, custom = ?3, updated_at = ?4{assignments} where id = ?1"
        );
        update.Bind(JobParameter, options.JobId);
    }

    /// <summary>Merges a row into the contact and says what that changed.</summary>
    public ContactChange Update(RecordBatch batch, int row, long id)
    {
        select.Bind(1, id);
        if (!select.Read())
        {
            throw new PipelineException(
                FormattableString.Invariant(
                    $"Contact {id} disappeared from the store while the job ran; run the job again, and do not change the store meanwhile."
                )
            );
        }
        var isOwn = !select.IsNull(0) && select.Number(0) == options.JobId;
        var changesKeys = false;
        var delta = MergeFields(batch, row, ref changesKeys, out var isChanged);
        delta += MergeCustoms(id, batch, row, ref changesKeys, ref isChanged);
        delta += MergeUpdatedAt(batch, row, ref isChanged);
        if (!isChanged)
        {
            select.Reset();
            return default;
        }
        var sum = StoredSum();
        select.Reset();
        update.Bind(IdParameter, id);
        var before = isOwn ? ContactChecksum.Contact(id, sum) : 0;
        if (!isOwn)
        {
            keepBefore.Bind(2, id);
            keepBefore.Run();
        }
        return new ContactChange(true, changesKeys, ContactChecksum.Contact(id, sum + delta) - before);
    }

    /// <summary>Writes the change that <see cref="Update"/> has prepared.</summary>
    public void Write() => update.Run();

    public void Dispose()
    {
        select.Dispose();
        update.Dispose();
        keepBefore.Dispose();
    }

    CustomMerge Customs() =>
        new(
            layout.Customs,
            [.. layout.Customs.Select(custom => PolicyOf(ContactField.CustomPrefix + custom.Name))],
            options.BlankClears
        );

    MergePolicy PolicyOf(string field) => options.MergePolicies.GetValueOrDefault(field, MergePolicy.Overwrite);

    /// <summary>Binds each field's merged value and returns what the changes add to the checksum's sum.</summary>
    ulong MergeFields(RecordBatch batch, int row, ref bool changesKeys, out bool isChanged)
    {
        var delta = 0UL;
        isChanged = false;
        for (var index = 0; index < fields.Length; index++)
        {
            ref readonly var field = ref fields[index];
            var stored = select.Bytes(storedColumns[index]);
            var value = merger.Merge(policies[index], field.Field.Kind, stored, batch.Value(row, field.Column));
            if (value.SequenceEqual(stored) || !MayReplace(field, stored, value, batch, row))
            {
                update.Bind(FirstFieldParameter + index, stored);
                continue;
            }
            update.Bind(FirstFieldParameter + index, value);
            delta += ContactChecksum.Cell(field.Seed, value) - ContactChecksum.Cell(field.Seed, stored);
            isChanged = true;
            changesKeys |= keyFields.Contains(field.Field.Name);
        }
        return delta;
    }

    bool MayReplace(
        in StoredField field,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> value,
        RecordBatch batch,
        int row
    )
    {
        if (value.IsEmpty && (!options.BlankClears || field.IsTimestamp || field.IsDerived))
        {
            return false;
        }
        if (
            field.Field.Kind != FieldKind.Consent
            || options.AllowResubscribe
            || !ConsentRatchet.IsUnsubscribed(stored)
            || ConsentRatchet.IsUnsubscribed(value)
        )
        {
            return true;
        }
        batch.Count(Codes.ConsentKept, field.Column);
        batch.Explanations?.Add(row, field.Column, Codes.ConsentKept, batch.Cell(row, field.Column), default);
        return false;
    }

    ulong MergeCustoms(long id, RecordBatch batch, int row, ref bool changesKeys, ref bool isChanged)
    {
        var stored = select.Bytes(1);
        if (!TryMergeCustoms(id, stored, batch, row, out var merged))
        {
            update.Bind(CustomParameter, stored);
            return 0;
        }
        update.Bind(CustomParameter, merged);
        isChanged = true;
        changesKeys |= hasCustomKeys;
        return ContactChecksum.Cell(ContactLayout.CustomSeed, merged)
            - ContactChecksum.Cell(ContactLayout.CustomSeed, stored);
    }

    /// <summary>Nobody but an editor of the store can have written what is no object there.</summary>
    bool TryMergeCustoms(long id, ReadOnlySpan<byte> stored, RecordBatch batch, int row, out ReadOnlySpan<byte> merged)
    {
        merged = default;
        try
        {
            return customs is not null && customs.Merge(stored, batch, row, out merged);
        }
        catch (JsonException exception)
        {
            throw new PipelineException(
                FormattableString.Invariant(
                    $"The custom fields of contact {id} in the store are no JSON object, so nothing can be merged into them; correct the column 'custom' of that contact (an empty one is null), then run the job again."
                ),
                exception
            );
        }
    }

    /// <summary>The input's own time stamp wins; otherwise it is the job's, but only when something else changed.</summary>
    ulong MergeUpdatedAt(RecordBatch batch, int row, ref bool isChanged)
    {
        var stored = select.Bytes(updatedAtStored);
        var value = layout.UpdatedAtColumn < 0 ? default : batch.Value(row, layout.UpdatedAtColumn);
        if (!value.IsEmpty)
        {
            isChanged |= !value.SequenceEqual(stored);
        }
        else
        {
            value = now;
        }
        update.Bind(UpdatedAtParameter, value);
        var seed = seeds[updatedAtStored - FirstFieldColumn];
        return ContactChecksum.Cell(seed, value) - ContactChecksum.Cell(seed, stored);
    }

    /// <summary>The checksum's sum of the contact as it is stored.</summary>
    ulong StoredSum()
    {
        var sum = ContactChecksum.Cell(ContactLayout.CustomSeed, select.Bytes(1));
        for (var index = 0; index < seeds.Length; index++)
        {
            sum += ContactChecksum.Cell(seeds[index], select.Bytes(FirstFieldColumn + index));
        }
        return sum;
    }
}
