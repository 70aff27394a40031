using System.Globalization;
using System.Text;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Contact rows for kernels to work on: 14 columns, about 150 bytes a row, the same for the same seed.</summary>
static class ContactRows
{
    /// <summary>About <paramref name="length"/> bytes of whole rows.</summary>
    /// <param name="length">Length in bytes, at least.</param>
    /// <param name="quotedPercent">How many rows hold a quoted street with a comma, in percent.</param>
    /// <param name="name">The last name of all rows, in the letters of some language. Default: <c>Fernandez</c>.</param>
    public static byte[] Make(int length, int quotedPercent, string name = "Fernandez")
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            var number = random.Next(1_000_000);
            var street = string.Create(CultureInfo.InvariantCulture, $"{number % 999} Main Street");
            var isQuoted = random.Next(100) < quotedPercent;
            street = isQuoted ? $"\"{street}, Apt 7\"" : street;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{number},Maria,{name},maria.fernandez{number}@example.org,+1 415 555 {number % 10_000:D4},,Example Industries,Sales Director,{street},Springfield,CA,94{number % 1000:D3},US,2024-05-17\n"
            );
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What a call handles that takes all these rows.</summary>
    public static CallSize SizeOf(ReadOnlySpan<byte> rows) => new(rows.Length, LineCounter.Count(rows));

    /// <summary>What a call handles that takes all these values.</summary>
    public static CallSize SizeOf(byte[][] values) => new(values.Sum(value => (long)value.Length), values.Length);

    /// <summary>The values of the rows, one array each, as normalizers and writers see them.</summary>
    public static byte[][] Values(int count)
    {
        var lines = Encoding.UTF8.GetString(Make(count * 12, quotedPercent: 0)).Split(',', '\n');
        return [.. lines.Where(line => line.Length > 0).Take(count).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Values one behind the other, and where they lie.</summary>
    public static (byte[] Buffer, FieldSpan[] Places) Join(byte[][] values)
    {
        var places = new FieldSpan[values.Length];
        var offset = 0;
        for (var index = 0; index < values.Length; index++)
        {
            places[index] = new FieldSpan(offset, values[index].Length);
            offset += values[index].Length;
        }
        return ([.. values.SelectMany(value => value)], places);
    }
}
