namespace Etl.Core.KnownFormats.Composing;

/// <summary>The columns of one of the addresses of an output.</summary>
/// <param name="Key">What it is for, or its number, in UTF-8.</param>
/// <param name="Parts">Columns of street, second line, city, state, postal code and country; −1 for those that are missing.</param>
/// <param name="Formatted">Column of the whole address as text, or −1.</param>
/// <param name="Label">Column that says what it is for; −1 when the headers say it.</param>
sealed record AddressColumns(byte[] Key, int[] Parts, int Formatted, int Label)
{
    const int Country = 5;

    /// <summary>True when a row has nothing in it, and nothing beside it (a post office box) that a label is for.</summary>
    public bool IsFree(ComposedRow row) => !SaysMore(row) && IsEmpty(row, Parts[Country]) && IsEmpty(row, Label);

    /// <summary>True when a row has more of it than the country.</summary>
    public bool SaysMore(ComposedRow row)
    {
        for (var part = 0; part < Country; part++)
        {
            if (!IsEmpty(row, Parts[part]))
            {
                return true;
            }
        }
        return !IsEmpty(row, Formatted);
    }

    static bool IsEmpty(ComposedRow row, int column) => column < 0 || row.IsEmpty(column);
}
