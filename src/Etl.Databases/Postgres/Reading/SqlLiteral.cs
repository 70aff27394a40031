using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Values as SQL text, for the one statement that takes no parameters (COPY). Everywhere else values are parameters.
/// </summary>
static class SqlLiteral
{
    static readonly UTF8Encoding strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// A text between quotes, with quotes doubled. One with backslashes is an escape string, so that it means the same whatever
    /// <c>standard_conforming_strings</c> is. Refuses what PostgreSQL cannot hold.
    /// </summary>
    public static string Of(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new JobException(
                "A value of --where holds a zero byte, which no text of PostgreSQL has; take it out."
            );
        }
        try
        {
            strictUtf8.GetByteCount(value);
        }
        catch (EncoderFallbackException exception)
        {
            throw new JobException("A value of --where is not well-formed Unicode; write it again.", exception);
        }
        var quoted = value.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\', StringComparison.Ordinal)
            ? $" E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'"
            : $"'{quoted}'";
    }
}
