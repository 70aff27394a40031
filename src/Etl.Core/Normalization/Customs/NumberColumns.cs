using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Customs;

/// <summary>Looks at the columns of numbers and money of an input, before its records are read, where the user does not say how they are written.</summary>
public static class NumberColumns
{
    /// <summary>The mapping with the decimal marks that a sample proves for its columns, and a finding for each.</summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="samples">Records of it.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, ColumnSamples samples) => Judge(mapping, samples, []);

    /// <summary>The same, with the custom fields without a type that go into columns of numbers.</summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="samples">Records of it.</param>
    /// <param name="targets">The columns of the target, where a user owns it.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, ColumnSamples samples, IReadOnlyList<StoreColumn> targets)
    {
        var columns = mapping.Layout.Columns.ToArray();
        var findings = new List<MappingFinding>(mapping.Findings);
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column] is not { SourceIndex: >= 0, Field: { } field } plan)
            {
                continue;
            }
            var feedsNumbers = FeedsNumbers(field, targets);
            if (!feedsNumbers && field.Type?.Numbers is not { Mark: DecimalMark.Unknown })
            {
                continue;
            }
            var marks = ProofOf(samples, column, field.Type?.Money);
            columns[column] = plan with { DecimalMarks = marks, FeedsNumbers = feedsNumbers };
            findings.AddRange(
                Sentences(plan, marks)
                    .Select(sentence => new MappingFinding(MappingFindingKind.DecimalMark, column, sentence))
            );
        }
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = mapping.Layout.Arrangement },
            Findings = findings,
        };
    }

    static bool FeedsNumbers(ContactField field, IReadOnlyList<StoreColumn> targets) =>
        field is { IsCustom: true, Type: null }
        && targets.Any(target =>
            target.HoldsNumbers && target.Field.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)
        );

    static DecimalMarks ProofOf(ColumnSamples samples, int column, CurrencyFormat? money)
    {
        var proof = new NumberProof(column, money);
        proof.Add(samples.First);
        if (proof.IsOpen)
        {
            foreach (var other in samples.Others)
            {
                proof.Add(other);
            }
        }
        return proof.Marks;
    }

    static IEnumerable<string> Sentences(ColumnPlan plan, DecimalMarks marks)
    {
        var proven = marks.Currencies.Where(each => each.Mark != DecimalMark.Unknown).ToList();
        var isWhole =
            proven.Count == marks.Currencies.Count && proven.Select(each => each.Mark).Distinct().Count() == 1;
        return isWhole
            ? [Sentence(plan, $"The numbers of the column \"{plan.Header}\"", proven[0].Mark)]
            : proven
                .GroupBy(each => each.Mark, each => each.Currency)
                .Select(group => Sentence(plan, $"{Names(group)} of the column \"{plan.Header}\"", group.Key));
    }

    static string Names(IEnumerable<byte[]> currencies)
    {
        var names = currencies.Select(each => each.Length == 0 ? "no currency" : Encoding.UTF8.GetString(each));
        return $"The amounts in {string.Join(", ", names)}";
    }

    static string Sentence(ColumnPlan plan, string subject, DecimalMark mark)
    {
        var type = plan.Field!.Type?.Kind == CustomKind.Currency ? "currency" : "number";
        return mark == DecimalMark.Comma
            ? $"{subject} are read with a decimal comma (1.234,56), because some of them can be read in no other way; say otherwise with the type {type}(en)."
            : $"{subject} are read with a decimal point (1,234.56), because some of them can be read in no other way; say otherwise with the type {type}(de).";
    }
}
