using System.Text;

namespace Etl.Datasets.Checking;

/// <summary>Reads records of well-formed delimited text one by one, and nothing but well-formed text.</summary>
sealed class RecordReader(TextReader text, char delimiter)
{
    readonly List<string> fields = [];
    readonly StringBuilder field = new();

    /// <summary>The next record's fields, or null at the end. The list is filled anew by the next call.</summary>
    public List<string>? Read()
    {
        if (text.Peek() < 0)
        {
            return null;
        }
        fields.Clear();
        do
        {
            fields.Add(ReadField());
        } while (TakeIf(delimiter));
        if (text.Peek() >= 0 && !TakeIf('\n') && !(TakeIf('\r') && (TakeIf('\n') || true)))
        {
            throw new InvalidDataException($"A quoted field ends before '{(char)text.Peek()}': \"{fields[^1]}\".");
        }
        return fields;
    }

    string ReadField()
    {
        field.Clear();
        if (TakeIf('"'))
        {
            ReadQuoted();
            return field.ToString();
        }
        for (var next = text.Peek(); next >= 0 && next != delimiter && next is not ('\r' or '\n'); next = text.Peek())
        {
            field.Append((char)text.Read());
        }
        return field.ToString();
    }

    void ReadQuoted()
    {
        while (true)
        {
            var next = text.Read();
            if (next < 0)
            {
                throw new InvalidDataException($"A quoted field is not closed: \"{field}\".");
            }
            if (next == '"' && !TakeIf('"'))
            {
                return;
            }
            field.Append((char)next);
        }
    }

    bool TakeIf(char character)
    {
        if (text.Peek() != character)
        {
            return false;
        }
        text.Read();
        return true;
    }
}
