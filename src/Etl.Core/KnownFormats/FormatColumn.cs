namespace Etl.Core.KnownFormats;

/// <summary>One column of a <see cref="ContactFormat"/>, or a numbered group of them.</summary>
/// <param name="Header">Its header; <c>{n}</c> stands for the number of a group.</param>
/// <param name="Others">Headers that other versions of the program write instead.</param>
/// <param name="Rule">What it means.</param>
/// <param name="GroupCount">How many of the group are written at least; 0 for a column that is not numbered.</param>
public sealed record FormatColumn(string Header, IReadOnlyList<string> Others, FormatRule Rule, int GroupCount)
{
    /// <summary>What stands for the number in a header.</summary>
    public const string Number = "{n}";

    /// <summary>The header of one column of the group.</summary>
    /// <param name="number">1-based.</param>
    public string HeaderOf(int number) =>
        Header.Replace(
            Number,
            number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
}
