using System.Text;
using Etl.Formats.Csv;
using Etl.Testing;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvLongFieldTests
{
    static readonly CsvOptions options = new()
    {
        Delimiter = ",",
        Quote = "\"",
        HasHeader = true,
    };

    [Theory]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(300)]
    [InlineData(5000)]
    public async Task Notes_of_many_lines_come_out_the_same_at_every_block_size(int lineBreaks)
    {
        var note = string.Join('\n', Enumerable.Range(0, lineBreaks + 1).Select(line => $"Line {line}, said \"hi\""));
        await AssertReadAsync(note);
    }

    [Theory]
    [InlineData((64 << 10) - 1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(200 << 10)]
    public async Task Notes_of_many_bytes_come_out_the_same_at_every_block_size(int bytes)
    {
        await AssertReadAsync(new string('x', bytes));
        await AssertReadAsync(string.Concat(Enumerable.Repeat("words, words\r\n", bytes / 14)));
    }

    [Fact]
    public async Task A_stray_quote_costs_its_one_record_among_any_number_of_others()
    {
        var lines = Enumerable.Range(0, 3000).Select(row => $"{row},name {row},5\n").ToArray();
        lines[20] = "20,\"name,5\n";
        // An inch sign in the same column would close it: the record would even have the right width.
        lines[2500] = "2500,name 6\",5\n";
        var text = "id,name,size\n" + string.Concat(lines);
        foreach (var blockBytes in (int[])[256, 5000, 65536, 1 << 20])
        {
            var read = await CsvReading.OfTextAsync(text, options with { BlockBytes = blockBytes });
            Assert.Equal(3000, read.Rows.Count);
            Assert.Equal([20], Enumerable.Range(0, 3000).Where(row => read.Codes[row] == "UNCLOSED_QUOTE"));
        }
    }

    [Fact]
    public async Task A_stray_quote_in_lines_of_other_widths_costs_its_one_record_however_much_is_read_ahead()
    {
        // No line has the header's width, so only the end of the text proves that nothing closes the quote.
        var text = "id,name,size\n1,\"Ann,5\n" + string.Concat(Enumerable.Repeat("a,b\n", 200_000));
        foreach (var blockBytes in (int[])[4096, 65536])
        {
            var read = await CsvReading.OfTextAsync(text, options with { BlockBytes = blockBytes });
            Assert.Equal((200_001, 200_000), (read.Rows.Count, read.ShortCount));
            Assert.Equal(1, read.Codes.Count(code => code == "UNCLOSED_QUOTE"));
            Assert.InRange(read.LongestBlock, 1, 8 * blockBytes);
        }
    }

    [Fact]
    public async Task Long_and_stray_quotes_are_the_same_at_every_block_size_and_from_a_pipe()
    {
        await Repeat.ForSeedsAsync(
            10,
            async random =>
            {
                var text = new StringBuilder("id,note,city\n");
                for (var row = 0; row < 12; row++)
                {
                    text.Append(Record(random, row));
                }
                var whole = await CsvReading.OfTextAsync(text.ToString(), options with { BlockBytes = 1 << 22 });
                foreach (var blockBytes in (int[])[777, 64 << 10, (64 << 10) + 3])
                {
                    var stream = new FaultyStream(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())))
                    {
                        ShortReads = random,
                    };
                    var input = new CsvInput("-") { Stream = stream };
                    var cut = await CsvReading.OfAsync(input, options with { BlockBytes = blockBytes });
                    Assert.Equal(whole.Rows, cut.Rows);
                    Assert.Equal(whole.Codes, cut.Codes);
                    Assert.Equal(whole.LineCount, cut.LineCount);
                }
            }
        );
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task The_dialect_of_a_file_that_begins_with_a_long_note_is_found(string lineEnd)
    {
        var note = string.Concat(Enumerable.Range(0, 400).Select(line => $"a line; {line}{lineEnd}"));
        var text = $"email,notes,city{lineEnd}ann@x.org,\"{note}\",Paris{lineEnd}bob@x.org,short,Rome{lineEnd}";
        var read = await CsvReading.OfTextAsync(text);
        Assert.Equal(["email", "notes", "city"], read.Description.Headers);
        Assert.Equal(
            [
                ["ann@x.org", note, "Paris"],
                ["bob@x.org", "short", "Rome"],
            ],
            read.Rows
        );
    }

    static string Record(Random random, int row) =>
        random.Next(6) switch
        {
            0 => $"{row},\"{Lines(random, 195, 206)}\",Paris\n",
            1 => $"{row},\"{Lines(random, 2000, 6000)}\",Paris\n",
            2 => $"{row},\"{new string('x', (64 << 10) + random.Next(-2, 3))}\",Rome\n",
            3 => $"{row},\"stray,Oslo\n",
            4 => $"{row},mid\"dle,5\"\n",
            _ => string.Concat(Enumerable.Range(0, random.Next(300)).Select(line => $"{line},b,c\n")),
        };

    static string Lines(Random random, int least, int most) =>
        string.Join(
            '\n',
            Enumerable.Range(0, random.Next(least, most)).Select(line => line % 3 == 0 ? "a,b,c" : "a \"\"b\"\"")
        );

    /// <summary>Holds what is read of a file with the note first, in the middle and last, beside another long field.</summary>
    static async Task AssertReadAsync(string note)
    {
        var cell = "\"" + note.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var text = $"id,note,other\n1,{cell},{cell}\n2,short,x\n{cell},3,\"y\"\n4,z,{cell}";
        foreach (var blockBytes in (int[])[256, 4096, 65535, 65536, 65537, 1 << 20])
        {
            var read = await CsvReading.OfTextAsync(text, options with { BlockBytes = blockBytes });
            Assert.Equal(
                [
                    ["1", note, note],
                    ["2", "short", "x"],
                    [note, "3", "y"],
                    ["4", "z", note],
                ],
                read.Rows
            );
            Assert.Equal(["", "", "", ""], read.Codes);
        }
    }
}
