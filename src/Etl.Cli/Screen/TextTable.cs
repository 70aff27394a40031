namespace Etl.Cli.Screen;

/// <summary>Lines of columns, padded to the widest cell; numbers to the right. Counts terminal cells, not characters.</summary>
sealed class TextTable
{
    readonly List<string[]> rows = [];
    readonly bool[] isRight;

    /// <summary>Makes a table; a column whose mark is <c>r</c> is aligned to the right.</summary>
    public TextTable(string alignment) => isRight = [.. alignment.Select(mark => mark == 'r')];

    /// <summary>Adds a row.</summary>
    public TextTable Row(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>Prints all rows with an indent.</summary>
    public void Write(TextWriter output, int indent = 2)
    {
        var widths = new int[isRight.Length];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                widths[column] = Math.Max(widths[column], CellWidth.Of(row[column]));
            }
        }
        foreach (var row in rows)
        {
            var cells = row.Select(
                (cell, column) =>
                    isRight[column]
                        ? new string(' ', widths[column] - CellWidth.Of(cell)) + cell
                        : cell + new string(' ', widths[column] - CellWidth.Of(cell))
            );
            output.WriteLine((new string(' ', indent) + string.Join("  ", cells)).TrimEnd());
        }
    }
}
