using System.Text.Json;

namespace Etl.Databases.Sqlite;

/// <summary>Reads single custom fields out of the stored JSON, byte for byte, without strings.</summary>
sealed class CustomReader
{
    byte[] scratch = new byte[1024];

    /// <summary>The value of one custom field, valid until the next call; empty when there is none.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> json, string name)
    {
        if (json.IsEmpty)
        {
            return default;
        }
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                var isWanted = reader.ValueTextEquals(name);
                reader.Read();
                if (isWanted)
                {
                    var length = Copy(ref reader);
                    return scratch.AsSpan(0, length);
                }
                reader.Skip();
            }
        }
        return default;
    }

    int Copy(ref Utf8JsonReader reader)
    {
        if (scratch.Length < reader.ValueSpan.Length)
        {
            scratch = new byte[2 * reader.ValueSpan.Length];
        }
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.CopyString(scratch);
        }
        var value = reader.TokenType == JsonTokenType.Null ? default : reader.ValueSpan;
        value.CopyTo(scratch);
        return value.Length;
    }
}
