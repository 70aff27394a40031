using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Customs;

/// <summary>Looks at the columns of numbers and money of an input, before its records are read, where the user does not say how they are written.</summary>
public static class NumberColumns
{
    /// <summary>The mapping with the decimal marks that a sample proves for its columns, and a finding for each.</summary>
    /// <param name="mapping">The mapping of the input.</param>
    /// <param name="samples">Records of it.</param>
    public static HeaderMapping Judge(HeaderMapping mapping, ColumnSamples samples)
    {
        var columns = mapping.Layout.Columns.ToArray();
        var findings = new List<MappingFinding>(mapping.Findings);
        for (var column = 0; column < columns.Length; column++)
        {
            if (
                columns[column] is not { SourceIndex: >= 0, Field.Type: { } type } plan
                || type.Numbers is not { Mark: DecimalMark.Unknown }
            )
            {
                continue;
            }
            var mark = ProofOf(samples, column, type.Money);
            columns[column] = plan with { DecimalMark = mark };
            if (mark != DecimalMark.Unknown)
            {
                findings.Add(new MappingFinding(MappingFindingKind.DecimalMark, column, Sentence(plan, mark)));
            }
        }
        return mapping with
        {
            Layout = new BatchLayout(columns) { Arrangement = mapping.Layout.Arrangement },
            Findings = findings,
        };
    }

    static DecimalMark ProofOf(ColumnSamples samples, int column, CurrencyFormat? money)
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
        return proof.Mark;
    }

    static string Sentence(ColumnPlan plan, DecimalMark mark)
    {
        var type = plan.Field!.Type!.Kind == CustomKind.Number ? "number" : "currency";
        return mark == DecimalMark.Comma
            ? $"The numbers of the column \"{plan.Header}\" are read with a decimal comma (1.234,56), because some of them can be read in no other way; say otherwise with the type {type}(en)."
            : $"The numbers of the column \"{plan.Header}\" are read with a decimal point (1,234.56), because some of them can be read in no other way; say otherwise with the type {type}(de).";
    }
}
