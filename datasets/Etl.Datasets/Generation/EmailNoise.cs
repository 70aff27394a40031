namespace Etl.Datasets.Generation;

/// <summary>Writes an e-mail address the way people and programs leave it behind in files.</summary>
static class EmailNoise
{
    public static void Write(Bytes line, ReadOnlySpan<byte> email, in Person person, ref RowRandom noise)
    {
        var form = noise.Below(100);
        if (form < 70)
        {
            line.Add(email);
            return;
        }
        switch (form)
        {
            case < 80:
                AddUpper(line, email, email.Length);
                break;
            case < 86:
                AddUpper(line, email, 1);
                break;
            case < 92:
                line.Add("  "u8);
                AddUpper(line, email, email.IndexOf((byte)'@'));
                line.Add((byte)' ');
                break;
            case < 95:
                line.Add("mailto:"u8);
                line.Add(email);
                break;
            case < 97:
                line.Add(email);
                line.Add((byte)'\t');
                break;
            case < 98:
                line.Add(" MAILTO:"u8);
                AddUpper(line, email, 2);
                break;
            default:
                line.Add(person.Region.First[person.First]);
                line.Add((byte)' ');
                line.Add(person.Region.Last[person.Last]);
                line.Add(" <"u8);
                AddUpper(line, email, 1);
                line.Add((byte)'>');
                break;
        }
    }

    static void AddUpper(Bytes line, ReadOnlySpan<byte> email, int count)
    {
        var start = line.Count;
        line.Add(email);
        foreach (ref var letter in line.From(start)[..count])
        {
            letter = letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
        }
    }
}
