using System.Text;
using System.Text.Unicode;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvBadByteTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_bad_byte_rejects_its_record_alone_wherever_it_stands(bool isGuarded) =>
        Repeat.ForSeedsAsync(
            20,
            async random =>
            {
                using var text = new MemoryStream();
                text.Write("number,name,place\n"u8);
                var expected = new List<bool>();
                for (var row = 0; row < 400; row++)
                {
                    byte[] line =
                    [
                        .. Encoding.UTF8.GetBytes(
                            $"{row},{(row % 5 == 0 ? "\"Zoë, \"\"Z\"\"\"" : "Zoë")},{new string('x', random.Next(30))}é"
                        ),
                        (byte)'\n',
                    ];
                    if (random.Next(12) == 0)
                    {
                        // A letter or digit: what divides fields stays.
                        line[line.AsSpan().IndexOfAny("oxZ"u8)] |= 0x80;
                    }
                    expected.Add(!Utf8.IsValid(line));
                    text.Write(line);
                }

                var reading = await CsvReading.OfAsync(
                    CsvReading.Input(text.ToArray()),
                    new CsvOptions
                    {
                        Encoding = "utf-8",
                        Delimiter = ",",
                        RemovesGuards = isGuarded,
                    }
                );

                Assert.Equal(expected.Count, reading.Codes.Count);
                for (var row = 0; row < expected.Count; row++)
                {
                    Assert.Equal(expected[row], reading.Codes[row] == "ENC_INVALID_BYTE");
                }
            }
        );
}
