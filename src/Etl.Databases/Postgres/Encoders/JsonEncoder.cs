using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>json: the text; jsonb: a version byte and the text. The syntax is checked here.</summary>
sealed class JsonEncoder(bool isBinary) : CellEncoder
{
    const byte Version = 1;

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var refusal = new JsonSyntax(utf8, isBinary).Check();
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        if (!isBinary)
        {
            utf8.CopyTo(Field(output, utf8.Length));
            return null;
        }
        var field = Field(output, utf8.Length + 1);
        field[0] = Version;
        utf8.CopyTo(field[1..]);
        return null;
    }
}
