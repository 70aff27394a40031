using System.Buffers;

namespace Etl.Datasets.Generation;

/// <summary>Appends the fields of one record, quoted where they must be.</summary>
sealed class CsvLine(Bytes bytes, GeneratorOptions options)
{
    readonly SearchValues<byte> specials = SearchValues.Create([options.Delimiter, (byte)'"', (byte)'\r', (byte)'\n']);
    readonly byte[] scratch = new byte[4096];
    readonly byte delimiter = options.Delimiter;
    int fieldStart;
    bool isFirst;

    /// <summary>Where the fields' values are appended.</summary>
    public Bytes Bytes => bytes;

    /// <summary>Whether every field is quoted; off in the rows whose quotes are planted.</summary>
    public bool QuotesAll { get; set; }

    public void Begin()
    {
        bytes.Reserve(8192);
        isFirst = true;
        QuotesAll = options.QuoteAll;
    }

    public void BeginField()
    {
        if (!isFirst)
        {
            bytes.Add(delimiter);
        }
        isFirst = false;
        fieldStart = bytes.Count;
    }

    /// <summary>Ends a field that holds no delimiter, quote or line end.</summary>
    public void EndPlainField()
    {
        if (QuotesAll)
        {
            Quote(bytes.From(fieldStart));
        }
    }

    /// <summary>Ends a field that may hold anything.</summary>
    public void EndField()
    {
        var field = bytes.From(fieldStart);
        if (QuotesAll || field.ContainsAny(specials))
        {
            Quote(field);
        }
    }

    public void AddField(ReadOnlySpan<byte> value)
    {
        BeginField();
        bytes.Add(value);
        EndField();
    }

    /// <summary>Appends a field as it is, whatever its quotes.</summary>
    public void AddRawField(ReadOnlySpan<byte> value)
    {
        BeginField();
        bytes.Add(value);
    }

    public void End()
    {
        if (options.CarriageReturns)
        {
            bytes.Add((byte)'\r');
        }
        bytes.Add((byte)'\n');
    }

    void Quote(ReadOnlySpan<byte> field)
    {
        var value = scratch.AsSpan(0, field.Length);
        field.CopyTo(value);
        bytes.Count = fieldStart;
        bytes.Add((byte)'"');
        foreach (var unit in value)
        {
            if (unit == (byte)'"')
            {
                bytes.Add(unit);
            }
            bytes.Add(unit);
        }
        bytes.Add((byte)'"');
    }
}
