namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Rewrites a value from the way in which one program writes it to the way that all fields of its kind are written in.</summary>
interface ICellConversion
{
    /// <summary>Works on one row of the batch that the cells were begun with.</summary>
    void Convert(RowCells cells, int row);
}
