using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Checks the text of <c>--query</c> before it is put between the parentheses of <c>COPY (…) TO STDOUT</c>: it must be one whole
/// statement that reads. The server parses it once more by itself before that, and the transaction is read-only in any case; this is
/// for the sentence, and for the semicolon and the comments at its end.
/// </summary>
ref struct QueryText
{
    const string Example = "for example --query \"select * from crm.people where active\"";

    static readonly string[] readers = ["select", "values", "table", "with"];

    readonly ReadOnlySpan<char> text;
    int position;
    int depth;

    QueryText(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>The statement without what follows it; a <see cref="JobException"/> when it is no single statement that reads.</summary>
    public static string Require(string query)
    {
        if (query.Contains('\0', StringComparison.Ordinal))
        {
            throw new JobException("--query holds a zero byte, which PostgreSQL does not allow; take it out.");
        }
        return new QueryText(query).ReadStatement();
    }

    string ReadStatement()
    {
        RequireReader();
        var end = 0;
        while (SkipSpace())
        {
            if (text[position] == ';')
            {
                RequireEnd();
                break;
            }
            SkipToken();
            end = position;
        }
        return depth == 0
            ? text[..end].ToString()
            : throw new JobException(
                $"--query has a parenthesis that is never closed; write one whole statement, {Example}."
            );
    }

    void RequireReader()
    {
        while (SkipSpace() && text[position] == '(')
        {
            position++;
        }
        var start = position;
        while (position < text.Length && IsNamePart(text[position]))
        {
            position++;
        }
        var word = text[start..position].ToString();
        position = 0;
        if (!readers.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            throw new JobException(
                $"--query must be one statement that reads, a SELECT, VALUES, TABLE or WITH … SELECT; it starts with '{word}'. Write it so, {Example}."
            );
        }
    }

    void RequireEnd()
    {
        var isInside = depth > 0;
        while (SkipSpace() && text[position] == ';')
        {
            position++;
        }
        if (isInside || position < text.Length)
        {
            throw new JobException($"--query holds more than one statement; write one only, {Example}.");
        }
    }

    /// <summary>Skips white space and comments; false at the end.</summary>
    bool SkipSpace()
    {
        while (position < text.Length)
        {
            var rest = text[position..];
            if (char.IsWhiteSpace(rest[0]))
            {
                position++;
            }
            else if (rest.StartsWith("--"))
            {
                var end = rest.IndexOfAny('\n', '\r');
                position = end < 0 ? text.Length : position + end;
            }
            else if (rest.StartsWith("/*"))
            {
                SkipComment();
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Comments nest.</summary>
    void SkipComment()
    {
        var open = 0;
        do
        {
            var rest = text[position..];
            if (rest.IsEmpty)
            {
                throw Unclosed("comment");
            }
            var change =
                rest.StartsWith("/*") ? 1
                : rest.StartsWith("*/") ? -1
                : 0;
            open += change;
            position += change == 0 ? 1 : 2;
        } while (open > 0);
    }

    void SkipToken()
    {
        var first = text[position];
        switch (first)
        {
            case '\'':
                SkipQuoted('\'', hasEscapes: false);
                break;
            case '"':
                SkipQuoted('"', hasEscapes: false);
                break;
            case '$':
                SkipDollar();
                break;
            case '(':
                depth++;
                position++;
                break;
            case ')':
                depth--;
                position++;
                RequireOpen();
                break;
            default:
                SkipOther(first);
                break;
        }
    }

    readonly void RequireOpen()
    {
        if (depth < 0)
        {
            throw new JobException(
                $"--query closes a parenthesis that was never opened; write one whole statement, {Example}."
            );
        }
    }

    /// <summary>A word, of which <c>E</c> may stand before an escape string; else a single character.</summary>
    void SkipOther(char first)
    {
        var start = position++;
        if (!IsNamePart(first))
        {
            return;
        }
        while (position < text.Length && (IsNamePart(text[position]) || text[position] == '$'))
        {
            position++;
        }
        var isEscape = position - start == 1 && first is 'e' or 'E';
        if (isEscape && position < text.Length && text[position] == '\'')
        {
            SkipQuoted('\'', hasEscapes: true);
        }
    }

    /// <summary>Up to the closing quote; two of it stand for one.</summary>
    void SkipQuoted(char quote, bool hasEscapes)
    {
        for (position++; position < text.Length; position++)
        {
            if (hasEscapes && text[position] == '\\')
            {
                position++;
            }
            else if (text[position] == quote)
            {
                position++;
                if (position == text.Length || text[position] != quote)
                {
                    return;
                }
            }
        }
        throw Unclosed("quote");
    }

    /// <summary><c>$tag$ … $tag$</c>; a dollar that starts no tag (<c>$1</c>) is a single character.</summary>
    void SkipDollar()
    {
        var rest = text[position..];
        var length = 1;
        while (length < rest.Length && IsNamePart(rest[length]) && !(length == 1 && char.IsAsciiDigit(rest[1])))
        {
            length++;
        }
        if (length == rest.Length || rest[length] != '$')
        {
            position++;
            return;
        }
        var tag = rest[..(length + 1)];
        var end = rest[tag.Length..].IndexOf(tag);
        position += end < 0 ? throw Unclosed("dollar quote") : end + 2 * tag.Length;
    }

    static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or > '\u007F';

    static JobException Unclosed(string what) =>
        new($"--query opens a {what} that is never closed; write one whole statement, {Example}.");
}
