using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Catalog;

/// <summary>A table's schema and name as the catalog holds them, without quotes.</summary>
/// <param name="Schema">Schema, for example <c>public</c>.</param>
/// <param name="Name">Name in the schema.</param>
public sealed record TableName(string Schema, string Name)
{
    /// <summary>The schema of a name without one.</summary>
    public const string DefaultSchema = "public";

    /// <summary>The table when a target names none.</summary>
    public static readonly TableName Default = new(DefaultSchema, "contacts");

    /// <summary>For SQL text: both parts between quotes.</summary>
    public string Quoted => $"{Sql.Quote(Schema)}.{Sql.Quote(Name)}";

    /// <summary>
    /// Reads <c>name</c> or <c>schema.name</c> as SQL does: <c>"My Schema"."People List"</c> is taken as it stands between
    /// quotes, anything else in lower case.
    /// </summary>
    /// <param name="text">As the user wrote it.</param>
    public static TableName Parse(string text)
    {
        var parts = new List<string>(2);
        var rest = text.AsSpan().Trim();
        while (true)
        {
            parts.Add(ReadPart(ref rest, text));
            if (rest.IsEmpty)
            {
                break;
            }
            rest = rest[1..];
        }
        parts.ForEach(Sql.Check);
        return parts.Count switch
        {
            1 => new TableName(DefaultSchema, parts[0]),
            2 => new TableName(parts[0], parts[1]),
            _ => throw NotAName(text),
        };
    }

    /// <summary>As a user would write it, with quotes where they are needed.</summary>
    public override string ToString() => $"{Written(Schema)}.{Written(Name)}";

    /// <summary>Takes one part; afterwards the rest is empty or begins with the point.</summary>
    static string ReadPart(ref ReadOnlySpan<char> rest, string text)
    {
        if (rest.StartsWith('"'))
        {
            return ReadQuoted(ref rest, text);
        }
        var length = rest.IndexOf('.');
        var part = length < 0 ? rest : rest[..length];
        rest = length < 0 ? [] : rest[length..];
        foreach (var character in part)
        {
            if (!IsPlain(character) && !char.IsAsciiLetterUpper(character))
            {
                throw NotAName(text);
            }
        }
        // The server folds ASCII letters only, so that a name means the same under every locale.
        return string.Create(part.Length, part, (to, from) => Fold(from, to));
    }

    static string ReadQuoted(ref ReadOnlySpan<char> rest, string text)
    {
        var part = new StringBuilder();
        for (var index = 1; index < rest.Length; index++)
        {
            if (rest[index] != '"')
            {
                part.Append(rest[index]);
            }
            else if (index + 1 < rest.Length && rest[index + 1] == '"')
            {
                part.Append('"');
                index++;
            }
            else if (index + 1 == rest.Length || rest[index + 1] == '.')
            {
                rest = rest[(index + 1)..];
                return part.ToString();
            }
            else
            {
                break;
            }
        }
        throw NotAName(text);
    }

    static void Fold(ReadOnlySpan<char> from, Span<char> to)
    {
        for (var index = 0; index < from.Length; index++)
        {
            to[index] = char.IsAsciiLetterUpper(from[index]) ? (char)(from[index] | 0x20) : from[index];
        }
    }

    static bool IsPlain(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_' or '$' or > '\u007F';

    static string Written(string part) =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(IsPlain)
            ? part
            : $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static JobException NotAName(string text) =>
        new(
            $"'{text}' is not the name of a table; expected schema.name, with quotes around names that hold capitals, blanks or points, for example ?table=\"My Schema\".\"People List\"."
        );
}
