namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Places the values of one family in the fields of a row.</summary>
interface IRowPlacing
{
    /// <summary>Works on one row of the batch that the cells were begun with.</summary>
    void Place(RowCells cells, int row);
}
