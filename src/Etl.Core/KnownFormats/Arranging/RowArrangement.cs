namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// How the values of a known format's rows are placed in the fields of a contact before they are cleaned: the program's own way of writing
/// undone, and phones, addresses and the like moved to the field that their label names, row by row. Immutable, one per input.
/// </summary>
public sealed class RowArrangement
{
    internal RowArrangement(string? listSeparator) => ListSeparator = listSeparator;

    internal string? ListSeparator { get; }

    internal List<ICellConversion> Conversions { get; } = [];

    internal List<IRowPlacing> Placings { get; } = [];

    /// <summary>A column and the text that all its rows get, because the name of the file says so.</summary>
    internal List<(int Column, byte[] Text)> Texts { get; } = [];

    internal bool IsEmpty => Conversions.Count == 0 && Placings.Count == 0 && Texts.Count == 0;

    /// <summary>Makes what does it; one per worker.</summary>
    public RowArranger CreateArranger() => new(this);
}
