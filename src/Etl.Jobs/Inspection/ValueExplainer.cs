using System.Text;
using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Explanations;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Emails;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Spreading;
using Etl.Core.Schema;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Text;

namespace Etl.Jobs.Inspection;

/// <summary>Cleans the values of one record as a job with these options would, and says what becomes of each and why.</summary>
public sealed class ValueExplainer(JobEnvironment environment)
{
    const string CleaningStage = "normalize";

    /// <summary>Explains values.</summary>
    /// <param name="values">Field names and their values, in the order of the answer.</param>
    /// <param name="options">How values are cleaned.</param>
    public IReadOnlyList<ValueExplanation> Explain(
        IReadOnlyList<KeyValuePair<string, string>> values,
        JobOptions options
    )
    {
        JobOptionsValidator.Validate(options);
        var columns = values.Select(
            (value, index) =>
                new ColumnPlan(
                    value.Key,
                    index,
                    FieldNames.Require(value.Key, $"--value {value.Key}"),
                    MappingSources.Set
                )
        );
        var mapping = new HeaderMapping(new BatchLayout([.. columns]), []);
        var batch = new RecordBatch(values.Sum(value => Encoding.UTF8.GetMaxByteCount(value.Value.Length)))
        {
            Explanations = new BatchExplanations(),
        };
        // As in a job: fields for what a value holds beside its own. Those that got nothing are not shown.
        var layout = DerivedColumns.Add(mapping, [], DerivedColumns.FindAll(mapping.Layout)).Layout;
        Fill(batch, layout, values);
        var rules = new RecordRules(options, environment.Time.GetUtcNow());
        foreach (var step in rules.CreateSteps(layout, null).Where(step => step.Stage == CleaningStage))
        {
            step.Run(batch);
        }
        return
        [
            .. Enumerable
                .Range(0, layout.Columns.Count)
                .Where(column => column < values.Count || !batch.Cell(0, column).IsEmpty)
                .Select(column => Explain(batch, column, values)),
        ];
    }

    /// <summary>One record whose cells lie in the block, one after the other, as a parser makes them.</summary>
    static void Fill(RecordBatch batch, BatchLayout layout, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(values.Select(value => value.Value)));
        text.CopyTo(batch.Block.Buffer, 0);
        batch.Block.Length = text.Length;
        batch.Reset(layout, 0);
        var cells = batch.AddRow(new RowSpan(0, text.Length));
        cells.Clear();
        var offset = 0;
        for (var index = 0; index < values.Count; index++)
        {
            var length = Encoding.UTF8.GetByteCount(values[index].Value);
            cells[index] = new FieldSpan(offset, length);
            offset += length;
        }
    }

    static ValueExplanation Explain(RecordBatch batch, int column, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var rejected = batch
            .Rejects.Where(reject => reject.Column == column)
            .Select(reject => Change(batch, reject.Code, batch.Cell(0, column), default));
        var changes = batch
            .Explanations!.All.Where(explanation => explanation.Column == column)
            .Select(explanation => Change(batch, explanation.Code, explanation.Before, explanation.After));
        var field = batch.Layout.Columns[column].Field!;
        return new ValueExplanation(
            field.Name,
            column < values.Count ? values[column].Value : null,
            Text(batch, batch.Cell(0, column)),
            Facts(field, batch.Value(0, column)),
            [.. changes, .. rejected]
        );
    }

    static ValueChange Change(RecordBatch batch, Code code, FieldSpan before, FieldSpan after) =>
        new(code.Name, code.Kind.ToString().ToLowerInvariant(), Text(batch, before), Text(batch, after), code.Sentence);

    static string? Text(RecordBatch batch, FieldSpan cell) =>
        cell.IsEmpty ? null : Encoding.UTF8.GetString(batch.Value(cell));

    static IReadOnlyList<string> Facts(ContactField field, ReadOnlySpan<byte> value)
    {
        if (field.Kind == FieldKind.Email)
        {
            return [.. EmailAssignment.Of(value), .. OtherForm(value)];
        }
        if (field.Kind != FieldKind.Phone || PhoneAssignment.Of(value) is not { } assignment)
        {
            return [];
        }
        return assignment.Kind == PhoneNumberKind.Unknown
            ? ["not a number that its country's plan assigns"]
            : [$"{Spoken(assignment.Kind)}{(assignment.Region is { } region ? $", {region}" : "")}"];
    }

    // An address matches whichever way its domain is written, so people must see both.
    static string[] OtherForm(ReadOnlySpan<byte> address)
    {
        if (EmailKey.OtherForm(address) is not { } other)
        {
            return [];
        }
        var isAscii = Ascii.IsValid(address[(address.LastIndexOf((byte)'@') + 1)..]);
        return [$"{(isAscii ? "also written" : "matched as")} {Encoding.UTF8.GetString(other)}"];
    }

    // FixedLineOrMobile becomes "fixed line or mobile".
    static string Spoken(PhoneNumberKind kind) =>
        string.Concat(
                kind.ToString()
                    .Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {letter}" : letter.ToString())
            )
            .ToLowerInvariant();
}
