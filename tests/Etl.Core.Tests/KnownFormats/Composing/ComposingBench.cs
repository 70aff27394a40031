using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats;
using Etl.Core.KnownFormats.Composing;

namespace Etl.Core.Tests.KnownFormats.Composing;

/// <summary>Composes single contacts in the form of a known format.</summary>
static class ComposingBench
{
    /// <summary>The columns of a contact by their headers.</summary>
    /// <param name="name">The format.</param>
    /// <param name="counted">Each code that was counted, by column.</param>
    /// <param name="values">The contact.</param>
    public static Dictionary<string, string> Compose(
        string name,
        out Code[] counted,
        params (string Field, string Value)[] values
    )
    {
        var layout = TableBatch.Layout([.. values.Select(value => value.Field)]);
        var batch = TableBatch.Of(layout, 0, [.. values.Select(value => value.Value)]);
        var output = FormatOutput.Create(FormatCatalog.Find(name)!, [.. values.Select(value => value.Field)]);
        var composer = new FormatComposer(output);
        composer.Compose(batch, 0);
        counted = [.. batch.Counts.Entries.Select(entry => entry.Code)];
        return output
            .Columns.Select((column, index) => (column.Header, Value: Encoding.UTF8.GetString(composer.Value(index))))
            .ToDictionary(entry => entry.Header, entry => entry.Value, StringComparer.Ordinal);
    }
}
