namespace Etl.Datasets.Generation;

/// <summary>Writes what must become of each record, as one line of JSON per record in the order of the file.</summary>
sealed class TruthWriter(Bytes lines)
{
    public void Write(RowPlan plan, ContactKeys keys)
    {
        lines.Reserve(512);
        lines.Add("{\"record\":"u8);
        lines.AddNumber(plan.Index + 1);
        lines.Add(
            plan.IsRejected ? ",\"bucket\":\"rejected\""u8
            : plan.IsDuplicate ? ",\"bucket\":\"duplicate\""u8
            : ",\"bucket\":\"inserted\""u8
        );
        AddText(",\"code\":"u8, plan.IsRejected ? RowCode.Of(plan.Kind) : []);
        lines.Add(",\"of\":"u8);
        if (plan.IsDuplicate)
        {
            lines.AddNumber(plan.SourceIndex + 1);
        }
        else
        {
            lines.Add("null"u8);
        }
        AddText(",\"email\":"u8, plan.IsRejected ? [] : keys.Email);
        AddText(",\"phone\":"u8, plan.IsRejected ? [] : keys.Phone.Normalized);
        AddText(",\"mobile\":"u8, plan.IsRejected ? [] : keys.Mobile.Normalized);
        if (!plan.IsRejected && RowCode.Of(plan.Kind) is { IsEmpty: false } warning)
        {
            AddText(",\"warning\":"u8, warning);
        }
        lines.Add("}\n"u8);
    }

    /// <summary>The values are ASCII letters, digits and signs that JSON does not escape.</summary>
    void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        lines.Add(name);
        if (value.IsEmpty)
        {
            lines.Add("null"u8);
            return;
        }
        lines.Add((byte)'"');
        lines.Add(value);
        lines.Add((byte)'"');
    }
}
