using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>Places the values of one kind (phones, e-mail or web addresses) in the columns that a format has for them.</summary>
interface ISlotComposer
{
    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    void Bind(BatchLayout layout, bool[] isWritten);

    /// <summary>Places the values of one row, and counts what finds no place.</summary>
    void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row);
}
