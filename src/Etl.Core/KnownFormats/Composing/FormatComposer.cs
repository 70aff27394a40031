using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Writes contacts in the way of another program, row by row: each field to its column, the values of a kind to the column of their label, and
/// what was kept as <c>custom.HEADER</c> back to that header. What has no column is counted. One per encoder.
/// </summary>
public sealed class FormatComposer
{
    readonly FormatOutput output;
    readonly ComposedRow row;
    readonly IValueWriter?[] writers;
    readonly ISlotComposer[] slots;
    readonly FurtherComposer[] further;
    readonly AddressComposer? address;
    readonly OtherComposer others;
    readonly DisplacedComposer displaced;
    readonly NameComposer names;
    readonly AccountComposer? account;
    readonly WholeAddressComposer? wholeAddress;
    readonly FormatLimits limits;
    readonly LabelLosses labels;
    readonly MobileComposer? mobile;
    BatchLayout? layout;
    int[] fieldColumns = [];
    int[] keptColumns = [];
    bool[] isWritten = [];
    bool[] isReadOnly = [];
    int phoneField = -1;
    int mobileField = -1;

    /// <summary>Makes it for the columns of an output.</summary>
    public FormatComposer(FormatOutput output)
    {
        this.output = output;
        row = new ComposedRow(output.Columns.Count);
        writers = [.. output.Columns.Select(column => WriterOf(column.Rule, output.Format))];
        slots =
        [
            .. SlotFamily
                .All.Where(family =>
                    output.Columns.Any(column => column.Rule.IsSlot && column.Rule.Name == family.Name)
                )
                .Select(family => ComposerOf(family, output)),
        ];
        further =
        [
            .. SlotFamily
                .All.Select(family => new FurtherComposer(family.Name, output))
                .Where(composer => composer.IsNeeded),
        ];
        address = output.Columns.Any(column => column.Rule is { IsSlot: true, Name: "address" })
            ? new AddressComposer(output)
            : null;
        others = new OtherComposer(output.Columns);
        displaced = new DisplacedComposer(output.Columns, others);
        names = new NameComposer(output.Columns);
        limits = new FormatLimits(output.Columns);
        labels = new LabelLosses(output.Columns);
        mobile = MobileOf(output);
        account = Find(column => column.Rule.Convention == "account") is var id and >= 0
            ? new AccountComposer(id)
            : null;
        wholeAddress = Find(column => column.Rule.IsWholeAddress) is var cell and >= 0
            ? new WholeAddressComposer(cell)
            : null;
    }

    /// <summary>How many values a row has.</summary>
    public int ColumnCount => output.Written.Length + (output.Format.HasTrailingColumn ? 1 : 0);

    /// <summary>One value of the row composed last.</summary>
    public ReadOnlySpan<byte> Value(int column) =>
        column < output.Written.Length ? row.Value(output.Written[column]) : [];

    /// <summary>Composes one row of a batch, and counts what has no place.</summary>
    public void Compose(RecordBatch batch, int rowIndex)
    {
        // Asked here and not in the method, whose lambdas allocate as soon as it is called.
        if (!ReferenceEquals(layout, batch.Layout))
        {
            Bind(batch.Layout);
        }
        row.Begin(batch, rowIndex);
        var cells = batch.Cells.Slice(rowIndex * batch.ColumnCount, batch.ColumnCount);
        for (var column = 0; column < output.Columns.Count; column++)
        {
            ComposeField(cells, column);
        }
        foreach (var slot in slots)
        {
            slot.Compose(batch, cells, row);
        }
        foreach (var values in further)
        {
            values.Compose(batch, cells, row);
        }
        address?.Compose(batch, cells, row);
        wholeAddress?.Compose(batch, cells, row);
        names.Compose(batch, cells, row);
        var isMoved = mobile?.Compose(batch, cells, row, phoneField) == true;
        account?.Compose(batch, cells, row, isMoved ? phoneField : mobileField);
        others.Compose(batch, cells, row);
        displaced.Compose(cells, row);
        labels.Count(batch, cells, row);
        limits.Apply(row, fieldColumns);
        CountRest(cells);
        FindMissing();
        row.Explain();
    }

    void FindMissing()
    {
        foreach (var column in output.Doubtful)
        {
            if (!row.IsEmpty(column))
            {
                output.Miss(column);
            }
        }
    }

    int Find(Func<OutputColumn, bool> isMeant)
    {
        for (var column = 0; column < output.Columns.Count; column++)
        {
            if (isMeant(output.Columns[column]))
            {
                return column;
            }
        }
        return -1;
    }

    void ComposeField(ReadOnlySpan<FieldSpan> cells, int column)
    {
        var kept = Cell(cells, keptColumns[column]);
        var cell = Cell(cells, fieldColumns[column]);
        if (cell.IsEmpty && writers[column] is not OptOutWriter)
        {
            row.Set(column, kept);
            return;
        }
        if (!row.TryWrite(column, cell, writers[column], fieldColumns[column]))
        {
            row.Set(column, kept);
            row.CountLeftOut(Codes.ExportNotWritten, fieldColumns[column]);
        }
    }

    static FieldSpan Cell(ReadOnlySpan<FieldSpan> cells, int column) => column < 0 ? default : cells[column];

    void CountRest(ReadOnlySpan<FieldSpan> cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            if (!isWritten[column] && !cells[column].IsEmpty)
            {
                row.CountLeftOut(isReadOnly[column] ? Codes.ExportReadOnly : Codes.ExportNotWritten, column);
            }
        }
    }

    void Bind(BatchLayout next)
    {
        layout = next;
        fieldColumns = [.. output.Columns.Select(column => column.Rule.IsField ? next.ColumnOf(column.Rule.Name) : -1)];
        keptColumns = KeptColumns(next);
        isWritten =
        [
            .. next.Columns.Select(column =>
                column.Field is null
                || IsOwn(column.Field.Name)
                || (column.Field.Name == "consent" && output.Format.HasConsentFiles)
            ),
        ];
        foreach (var column in fieldColumns.Concat(keptColumns).Where(column => column >= 0))
        {
            isWritten[column] = true;
        }
        isReadOnly = [.. next.Columns.Select(column => column.Field is { } field && IsReadOnly(field.Name))];
        for (var column = 0; column < isWritten.Length; column++)
        {
            isWritten[column] &= !isReadOnly[column];
        }
        (phoneField, mobileField) = (next.ColumnOf("phone"), next.ColumnOf("mobile"));
        labels.Bind(next);
        wholeAddress?.Bind(next, isWritten);
        account?.Bind(next);
        Array.ForEach(slots, slot => slot.Bind(next, isWritten));
        Array.ForEach(further, values => values.Bind(next, isWritten));
        address?.Bind(next, isWritten);
        names.Bind(next, isWritten);
        others.Bind(next, isWritten);
        displaced.Bind(next, keptColumns);
    }

    /// <summary>True for a field of a column that the program fills itself, and for what was kept of such a column.</summary>
    bool IsReadOnly(string field) =>
        output.Format.Columns.Any(column =>
            column.Rule.IsReadOnly
            && (field == column.Rule.Name || field == ContactField.CustomPrefix + column.Header)
            && !output.Columns.Any(written => written.Rule.Name == field)
            && field != "full_name"
        );

    /// <summary>For each column of the output the column of the custom field that was kept of it; −1 where there is none.</summary>
    int[] KeptColumns(BatchLayout next)
    {
        var formatColumns = FormatCatalog.ColumnsOf(output.Format);
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < next.Columns.Count; index++)
        {
            if (
                next.Columns[index].Field is { IsCustom: true } field
                && FormatOutput.KeptHeader(formatColumns, field.Name) is { } header
                // The name itself before other writings of it.
                && (!kept.ContainsKey(header) || field.Name == ContactField.CustomPrefix + header)
            )
            {
                kept[header] = index;
            }
        }
        return [.. output.Columns.Select(column => kept.GetValueOrDefault(column.Header, -1))];
    }

    /// <summary>What a store knows of its rows, and labels, which are written with their values or say nothing without them.</summary>
    static bool IsOwn(string field) =>
        field is "created_at" or "updated_at" or "id" or "job_id" || FormatOutput.IsLabel(field);

    /// <summary>Only where the program demands a mobile number; elsewhere a number is written as the field that it is in.</summary>
    MobileComposer? MobileOf(FormatOutput written)
    {
        var cell = Find(column => column.Rule is { IsField: true, IsRequired: true, Name: "mobile" });
        var phone = Find(column => column.Rule is { IsField: true, Name: "phone" });
        return cell < 0 || phone < 0
            ? null
            : new MobileComposer(cell, phone, WriterOf(written.Columns[cell].Rule, written.Format));
    }

    static ISlotComposer ComposerOf(SlotFamily family, FormatOutput output) =>
        output.Columns.Any(column => column.Rule.Name == family.Name && column.Number > 0)
            ? new PairComposer(family, output.Columns, output.Format.ListSeparator!)
            : new SlotComposer(family, output.Columns);

    static IValueWriter? WriterOf(FormatRule rule, ContactFormat format) =>
        (rule.Convention, rule.Part) switch
        {
            ("list", _) => TagWriter.Labels(format.ListSeparator!),
            ("quoted", _) => TagWriter.Quoted,
            _ when rule is { IsField: true, Name: "tags" } => TagWriter.Semicolons(
                hasCommas: rule.Convention == "choices"
            ),
            ("optout", _) => new OptOutWriter(),
            ("digits", _) => new OwnIdWriter(null),
            ("salesforce contact", _) => new OwnIdWriter("003"),
            ("salesforce user", _) => new OwnIdWriter("005"),
            ("account", _) => new AccountWriter(),
            ("gender", _) => new GenderWriter(),
            ("dated" or "1604" or "whole" or "MM/dd", _) => new BirthdayWriter(rule.Convention),
            (_, "year" or "month" or "day") => new DatePartWriter(rule.Part),
            _ when rule is { IsField: true } && IsPhone(rule.Name) => new PhoneWriter(rule.Convention),
            ({ Length: > 0 } pattern, _) => new TimeWriter(pattern),
            _ => null,
        };

    static bool IsPhone(string field) => ContactFields.Find(field)?.Kind == FieldKind.Phone;
}
