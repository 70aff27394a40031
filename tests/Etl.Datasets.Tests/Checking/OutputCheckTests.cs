using Etl.Datasets.Checking;

namespace Etl.Datasets.Tests.Checking;

public sealed class OutputCheckTests
{
    static readonly TruthLine[] truth =
    [
        new()
        {
            Record = 1,
            Bucket = "inserted",
            Email = "a@example.com",
        },
        new()
        {
            Record = 2,
            Bucket = "duplicate",
            Email = "a@example.com",
        },
        new()
        {
            Record = 3,
            Bucket = "rejected",
            Code = "ROW_TOO_LONG",
        },
        new()
        {
            Record = 4,
            Bucket = "inserted",
            Phone = "+12125550101",
        },
    ];

    [Theory]
    [InlineData("C-1,a@example.com,\nC-4,,+12125550101\n", 0)]
    [InlineData("C-1,A@example.com,\nC-4,,+12125550101\n", 1)]
    [InlineData("C-1,a@example.com,\n", 1)]
    [InlineData("C-1,a@example.com,\nC-2,a@example.com,\nC-4,,+12125550101\n", 1)]
    [InlineData("C-1,a@example.com,\nC-1,a@example.com,\nC-4,,+12125550101\nC-9,,\n", 2)]
    public void Each_difference_is_found(string rows, int differenceCount)
    {
        var differences = new Differences(TextWriter.Null);
        var check = new OutputCheck(
            new RecordReader(new StringReader("External ID,Email,Phone\n" + rows), ','),
            differences
        );
        foreach (var line in truth)
        {
            check.Visit(line);
        }
        check.End();
        Assert.Equal(differenceCount, differences.Count);
    }

    [Theory]
    [InlineData("{\"record\":3,\"code\":\"ROW_TOO_LONG\"}\n", 0)]
    [InlineData("{\"record\":3,\"code\":\"UNCLOSED_QUOTE\"}\n", 1)]
    [InlineData("", 1)]
    [InlineData("{\"record\":2,\"code\":\"X\"}\n{\"record\":3,\"code\":\"ROW_TOO_LONG\"}\n", 1)]
    public void Rejects_are_compared_by_record_and_code(string lines, int differenceCount)
    {
        var differences = new Differences(TextWriter.Null);
        var check = new RejectsCheck(new StringReader(lines), null, differences);
        foreach (var line in truth)
        {
            check.Visit(line);
        }
        check.End();
        Assert.Equal(differenceCount, differences.Count);
    }
}
