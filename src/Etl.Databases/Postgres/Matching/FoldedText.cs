using System.Text;
using Npgsql;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Text without case as SQL, for fields whose case does not count: equal wherever <see cref="Etl.Text.CaseFold"/> makes equal bytes, in
/// every database. What it brings together beyond that is told apart by the keys that the client computes.
/// </summary>
/// <remarks>
/// The server's own <c>lower()</c> depends on the database's locale, and on the version of the library that knows it: in the locale C
/// it leaves Ä as it is, elsewhere ς and σ stay two letters. The collation C lowers ASCII alone, everywhere. Beyond ASCII the
/// letters of the common alphabets are mapped, and those of all other alphabets that have case are dropped: a mapping of all
/// would cost ten times as much. Letters without case, such as those of Arabic or Chinese, stay. Match indexes hold this expression,
/// so a change of the ranges needs new indexes.
/// </remarks>
static class FoldedText
{
    const string Utf8 = "UTF8";

    /// <summary>Code points first to last become as many from the third on.</summary>
    static readonly (int First, int Last, int To)[] mapped =
    [
        // Latin-1, Cyrillic, Greek, Armenian.
        (0xC0, 0xD6, 0xE0),
        (0xD8, 0xDE, 0xF8),
        (0x410, 0x42F, 0x430),
        (0x400, 0x40F, 0x450),
        (0x391, 0x3A1, 0x3B1),
        (0x3A3, 0x3AB, 0x3C3),
        (0x386, 0x386, 0x3AC),
        (0x388, 0x38A, 0x3AD),
        (0x38C, 0x38C, 0x3CC),
        (0x38E, 0x38F, 0x3CD),
        (0x531, 0x556, 0x561),
        // Further forms of letters above and of ASCII: ς, ſ, µ, Kelvin, Ångström, Ohm, Greek symbols and iotas, round Cyrillic.
        (0x3C2, 0x3C2, 0x3C3),
        (0x17F, 0x17F, 's'),
        (0x212A, 0x212A, 'k'),
        (0x212B, 0x212B, 0xE5),
        (0x2126, 0x2126, 0x3C9),
        (0xB5, 0xB5, 0x3BC),
        (0x3D0, 0x3D0, 0x3B2),
        (0x3D1, 0x3D1, 0x3B8),
        (0x3F4, 0x3F4, 0x3B8),
        (0x3D5, 0x3D5, 0x3C6),
        (0x3D6, 0x3D6, 0x3C0),
        (0x3F0, 0x3F0, 0x3BA),
        (0x3F1, 0x3F1, 0x3C1),
        (0x3F5, 0x3F5, 0x3B5),
        (0x345, 0x345, 0x3B9),
        (0x1FBE, 0x1FBE, 0x3B9),
        (0x1C80, 0x1C80, 0x432),
        (0x1C81, 0x1C81, 0x434),
        (0x1C82, 0x1C82, 0x43E),
        (0x1C83, 0x1C84, 0x441),
        (0x1C85, 0x1C85, 0x442),
        (0x1C86, 0x1C86, 0x44A),
        // Georgian.
        (0x1C90, 0x1CBA, 0x10D0),
        (0x1CBD, 0x1CBF, 0x10FD),
    ];

    /// <summary>Blocks that hold letters with case, and letters whose other case lies in one of these.</summary>
    static readonly (int First, int Last)[] dropped =
    [
        (0xDF, 0xDF),
        (0xFF, 0xFF),
        (0x100, 0x2AF),
        (0x370, 0x377),
        (0x37B, 0x37D),
        (0x37F, 0x37F),
        (0x3CF, 0x3CF),
        (0x3D7, 0x3EF),
        (0x3F2, 0x3F3),
        (0x3F7, 0x3FB),
        (0x3FD, 0x3FF),
        (0x460, 0x52F),
        (0x10A0, 0x10CF),
        (0x13A0, 0x13FF),
        (0x1C87, 0x1C8F),
        (0x1D00, 0x1DBF),
        (0x1E00, 0x1FFF),
        (0x2132, 0x2132),
        (0x214E, 0x214E),
        (0x2160, 0x2188),
        (0x24B6, 0x24E9),
        (0x2C00, 0x2D2F),
        (0xA640, 0xA69F),
        (0xA720, 0xA7FF),
        (0xAB30, 0xABBF),
        (0xFF21, 0xFF5A),
        (0x10400, 0x105FF),
        (0x10C80, 0x10CFF),
        (0x10D50, 0x10D8F),
        (0x118A0, 0x118FF),
        (0x16E40, 0x16EFF),
        (0x1E900, 0x1E95F),
    ];

    static readonly string from = Letters(mapped.SelectMany(range => Range(range.First, range.Last)));
    static readonly string to = Letters(
        mapped.SelectMany(range => Range(range.To, range.To + range.Last - range.First))
    );
    static readonly string drop = string.Join(
        null,
        dropped.Select(range => $"{Letters([range.First])}-{Letters([range.Last])}")
    );

    /// <summary>The encoding of a connection's database.</summary>
    public static string EncodingOf(NpgsqlConnection connection) =>
        connection.PostgresParameters.GetValueOrDefault("server_encoding", Utf8);

    /// <summary>The expression for a text expression.</summary>
    /// <param name="expression">What is folded.</param>
    /// <param name="encoding">The database's encoding; only UTF8 has all these letters, in others all beyond ASCII are dropped.</param>
    public static string Of(string expression, string encoding)
    {
        var ascii = $"lower({expression} collate \"C\")";
        return encoding == Utf8
            ? $"case when octet_length({expression}) = char_length({expression}) then {ascii} "
                + $"else regexp_replace(translate({ascii}, '{from}', '{to}'), '[{drop}]', '', 'g') end"
            : $@"regexp_replace({ascii}, '[^\x01-\x7f]', '', 'g')";
    }

    /// <summary>What becomes of a letter; null when it is dropped.</summary>
    public static Rune? Of(Rune letter)
    {
        if (letter.IsAscii)
        {
            return Rune.ToLowerInvariant(letter);
        }
        var value = letter.Value;
        foreach (var (first, last, other) in mapped)
        {
            if (value >= first && value <= last)
            {
                return new Rune(other + value - first);
            }
        }
        return Array.Exists(dropped, range => value >= range.First && value <= range.Last) ? null : letter;
    }

    static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    static string Letters(IEnumerable<int> values) => string.Concat(values.Select(value => new Rune(value)));
}
