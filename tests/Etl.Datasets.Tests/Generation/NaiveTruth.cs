using System.Text;
using Etl.Datasets.Generation;

namespace Etl.Datasets.Tests.Generation;

/// <summary>Reads a whole file, applies its rows one by one, and says what became of each.</summary>
static class NaiveTruth
{
    static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The truth's lines, as the generator should have written them (without the warnings).</summary>
    public static List<string> Of(byte[] file, byte delimiter)
    {
        var first = new Dictionary<string, long>(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var row in NaiveCsv.Read(file, delimiter).Where(row => !row.IsBlank).Skip(1))
        {
            lines.Add(Line(lines.Count + 1, row, first));
        }
        return lines;
    }

    static string Line(long record, NaiveCsv.Row row, Dictionary<string, long> first)
    {
        if (StructureCode(row) is { } code)
        {
            return Format(record, "rejected", code, null, null, null, null);
        }
        var fields = row.Fields.ConvertAll(field => strict.GetString(field));
        while (fields.Count < RowWriter.Columns.Length)
        {
            fields.Add("");
        }
        var email = NaiveContact.Email(fields[3]);
        var phone = NaiveContact.Phone(fields[4], fields[12]);
        var mobile = NaiveContact.Phone(fields[5], fields[12]);
        string?[] identifying =
        [
            fields[0].Trim(),
            fields[1].Trim(),
            fields[2].Trim(),
            email,
            phone,
            mobile,
            fields[6].Trim(),
        ];
        if (identifying.All(string.IsNullOrEmpty))
        {
            return Format(record, "rejected", "EMPTY_CONTACT", null, null, null, null);
        }
        string?[] lookups = email != null ? ["e" + email] : [Prefixed(phone), Prefixed(mobile)];
        foreach (var key in lookups.OfType<string>())
        {
            if (first.TryGetValue(key, out var of))
            {
                return Format(record, "duplicate", null, of, email, phone, mobile);
            }
        }
        foreach (
            var key in new[] { email == null ? null : "e" + email, Prefixed(phone), Prefixed(mobile) }.OfType<string>()
        )
        {
            first.TryAdd(key, record);
        }
        return Format(record, "inserted", null, null, email, phone, mobile);
    }

    static string? StructureCode(NaiveCsv.Row row)
    {
        if (row.HasStrayQuote)
        {
            return "UNCLOSED_QUOTE";
        }
        if (row.Fields.Skip(RowWriter.Columns.Length).Any(field => field.Length > 0))
        {
            return "ROW_TOO_LONG";
        }
        return row.Fields.TrueForAll(field => System.Text.Unicode.Utf8.IsValid(field)) ? null : "ENC_INVALID_BYTE";
    }

    static string? Prefixed(string? phone) => phone == null ? null : "p" + phone;

    static string Format(
        long record,
        string bucket,
        string? code,
        long? of,
        string? email,
        string? phone,
        string? mobile
    ) =>
        FormattableString.Invariant($"{{\"record\":{record},\"bucket\":\"{bucket}\",\"code\":{Quote(code)},\"of\":")
        + (of?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null")
        + $",\"email\":{Quote(email)},\"phone\":{Quote(phone)},\"mobile\":{Quote(mobile)}}}";

    static string Quote(string? text) => text == null ? "null" : $"\"{text}\"";
}
