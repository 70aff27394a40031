using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Formats.Csv;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Tests.Csv;

public sealed class CsvBlockParserTests
{
    [Theory]
    [InlineData("Ann,Lee", RareText.None)]
    [InlineData("JosÃ©,Lee", RareText.Misread)]
    [InlineData("\"Jos\"\"Ã©\",渡\uE000", RareText.Misread | RareText.PrivateUse)]
    [InlineData("JosÃ©\uE000,B\u0001d", RareText.None)]
    public void What_the_rows_hold_that_are_no_bad_bytes_is_told_wherever_they_stand(string row, RareText rare)
    {
        for (var before = 0; before < 70; before++)
        {
            var text = new StringBuilder()
                .Insert(0, "Zoë,Müller\n", before)
                .Append(row)
                .Append('\n')
                .Insert(0, "Zoë,B\u0001d\n", before % 2)
                .Append("Zoë,Müller\n");
            // A byte that is no UTF-8 stands for the control character.
            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            bytes.AsSpan().Replace((byte)1, (byte)0xFF);
            Assert.Equal(rare, Parsed(bytes).Rare);
        }
    }

    static RecordBatch Parsed(byte[] bytes)
    {
        var batch = new RecordBatch(bytes.Length);
        bytes.CopyTo(batch.Block.Buffer, 0);
        batch.Block.Length = bytes.Length;
        batch.Reset(new BatchLayout([new("a", 0, null, "none"), new("b", 1, null, "none")]), keyCount: 0);
        new CsvBlockParser(new CsvSyntax(), CsvSyntax.DefaultRecordBytesMax, removesGuards: false).Parse(batch);
        return batch;
    }
}
