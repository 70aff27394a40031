using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Fuzz;

/// <summary>Makes inputs that are dense in what matters: quotes, delimiters and line ends, and around chunk borders.</summary>
sealed class FuzzInputs(Random random)
{
    /// <summary>Longest input; a few chunks of 64 bytes.</summary>
    public const int LengthMax = 700;

    static readonly string[] seeds =
    [
        "id,name,note\r\n1,\"Doe, Jane\",\"said \"\"hi\"\"\"\r\n2,Bob,\"two\nlines\"\r\n",
        "a,b,c\n\"x\",\"y\",\"z\"\n\n\"\",\"\"\"\",\" \"\n",
        "first_name,last_name,email,phone\nAda,Lovelace,ada@example.org,+44 20 7946 0958\nJos\u00e9,\u00d1and\u00fa,jose@example.org,\n",
        "5\" pipe,3' rod\n\"open,never closed\nnext,row\n\"closed\" ,here\n",
        "\"a\rb\",c\r\r\n\"d\",\r\"e\"\"f\"\t,g\r\n",
        "x||y||\"a||b\"\n1\uff0c2\uff0c\"3\uff0c4\"\n\"back\\\"slash\\\\\";'q'\n",
    ];

    readonly byte[] buffer = new byte[LengthMax];

    /// <summary>The next input; it is overwritten by the one after it.</summary>
    public ReadOnlySpan<byte> Next(CsvSyntax syntax)
    {
        var dice = random.Next(100);
        if (dice < 5)
        {
            return Mutated(syntax);
        }
        var length =
            dice < 75 ? random.Next(29)
            : dice < 90 ? random.Next(33, 65)
            : random.Next(65, 260);
        // Some inputs are mostly letters, so that fields grow over chunk borders and blocks are regular.
        return Random(syntax, length, letterPercent: dice % 2 == 0 ? 30 : random.Next(95));
    }

    ReadOnlySpan<byte> Random(CsvSyntax syntax, int length, int letterPercent)
    {
        var position = 0;
        while (position < length)
        {
            var token = random.Next(100) < letterPercent ? "ab"u8 : Token(syntax);
            token = token[..Math.Min(token.Length, length - position)];
            token.CopyTo(buffer.AsSpan(position));
            position += token.Length;
        }
        return buffer.AsSpan(0, length);
    }

    ReadOnlySpan<byte> Token(CsvSyntax syntax) =>
        random.Next(22) switch
        {
            < 5 => Quote(syntax),
            < 8 => syntax.Delimiter,
            8 => syntax.Delimiter.AsSpan(0, 1),
            < 11 => "\n"u8,
            11 => "\r"u8,
            12 => "\r\n"u8,
            13 => " "u8,
            14 => "\t"u8,
            15 => "\\"u8,
            16 => "é"u8,
            17 => "\0"u8,
            // Well-formed pieces, without which nearly no input would be regular.
            18 => syntax.Quote == '"' ? ",\"a\"\"b\","u8 : "b"u8,
            19 => syntax.Quote == '"' ? "\n\"c,d\ne\"\r\n"u8 : "\n"u8,
            20 => syntax.Quote == '"' ? "\n\"\",\"\"\"\"\n"u8 : "c"u8,
            _ => "a"u8,
        };

    static ReadOnlySpan<byte> Quote(CsvSyntax syntax) => syntax.Quote == (byte)'\'' ? "'"u8 : "\""u8;

    ReadOnlySpan<byte> Mutated(CsvSyntax syntax)
    {
        var length = 0;
        for (var copies = random.Next(1, 5); copies > 0; copies--)
        {
            length += Encoding.UTF8.GetBytes(seeds[random.Next(seeds.Length)], buffer.AsSpan(length));
        }
        for (var changes = random.Next(6); changes > 0; changes--)
        {
            var token = Token(syntax);
            var position = random.Next(length);
            var removed = Math.Min(random.Next(3), length - position);
            if (length - removed + token.Length > buffer.Length)
            {
                break;
            }
            buffer
                .AsSpan(position + removed, length - position - removed)
                .CopyTo(buffer.AsSpan(position + token.Length));
            token.CopyTo(buffer.AsSpan(position));
            length += token.Length - removed;
        }
        return buffer.AsSpan(0, length);
    }
}
