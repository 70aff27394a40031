using System.Text;
using System.Text.RegularExpressions;
using Etl.Datasets.Generation;

namespace Etl.Datasets.Tests.Generation;

public sealed class DatasetGeneratorTests
{
    [Theory]
    [InlineData(1, 20_000, 0.2, 0.01, ',', false, false)]
    [InlineData(2, 20_000, 0.5, 0.3, ';', true, true)]
    [InlineData(3, 20_000, 0.9, 0.05, '\t', false, true)]
    [InlineData(4, 5_000, 0, 0.5, '|', true, false)]
    [InlineData(5, 5_000, 0.4, 0, ',', true, false)]
    [InlineData(6, 1, 0.9, 0.1, ',', false, false)]
    public void Truth_equals_a_naive_reading_of_the_file(
        ulong seed,
        long rows,
        double duplicates,
        double bad,
        char delimiter,
        bool quoteAll,
        bool carriageReturns
    )
    {
        var options = new GeneratorOptions
        {
            Seed = seed,
            Rows = rows,
            DuplicateShare = duplicates,
            BadShare = bad,
            Delimiter = (byte)delimiter,
            QuoteAll = quoteAll,
            CarriageReturns = carriageReturns,
        };
        var (file, truth, _) = Generate(options);

        var expected = NaiveTruth.Of(file, (byte)delimiter);
        var actual = WithoutWarnings(truth);

        Assert.Equal(rows, actual.Length);
        for (var index = 0; index < actual.Length; index++)
        {
            Assert.True(expected[index] == actual[index], $"seed {seed}:\n{expected[index]}\n{actual[index]}");
        }
        Assert.Equal(expected.Count, actual.Length);
    }

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        var options = new GeneratorOptions { Rows = 3_000 };
        var first = Generate(options);
        var second = Generate(options);
        Assert.Equal(first.File, second.File);
        Assert.Equal(first.Truth, second.Truth);
        Assert.NotEqual(first.File, Generate(options with { Seed = 2 }).File);
    }

    [Fact]
    public void A_longer_file_begins_with_the_shorter_one()
    {
        var shorter = Generate(new GeneratorOptions { Rows = 1_000 }).File;
        var longer = Generate(new GeneratorOptions { Rows = 2_000 }).File;
        Assert.Equal(shorter, longer[..shorter.Length]);
    }

    [Fact]
    public void Shares_are_as_asked()
    {
        const double rows = 100_000;
        var (_, _, summary) = Generate(
            new GeneratorOptions
            {
                Rows = (long)rows,
                DuplicateShare = 0.25,
                BadShare = 0.04,
            }
        );
        Assert.InRange(summary.Duplicate / rows, 0.245, 0.255);
        for (var kind = RowKind.InvalidByte; kind <= RowKind.NoContact; kind++)
        {
            Assert.InRange(summary[kind] / rows, 0.0085, 0.0115);
        }
        Assert.InRange(summary[RowKind.DuplicateByPhone], 1, summary[RowKind.DuplicateByEmail]);
        Assert.InRange(summary[RowKind.ShortRow], 50, 200);
        Assert.InRange(summary[RowKind.BadEmail], 50, 200);
        Assert.Equal((long)rows, summary.Inserted + summary.Duplicate + summary.Rejected);
    }

    [Fact]
    public void Rows_are_about_as_long_as_those_of_real_contact_files()
    {
        var (file, _, _) = Generate(new GeneratorOptions { Rows = 10_000 });
        Assert.InRange(file.Length / 10_000, 120, 180);
    }

    static (byte[] File, byte[] Truth, Summary Summary) Generate(GeneratorOptions options)
    {
        using var file = new MemoryStream();
        using var truth = new MemoryStream();
        var summary = new DatasetGenerator(options).Run(file, truth, TestContext.Current.CancellationToken);
        return (file.ToArray(), truth.ToArray(), summary);
    }

    static string[] WithoutWarnings(byte[] truth) =>
        Regex
            .Replace(Encoding.UTF8.GetString(truth), ",\"warning\":\"[A-Z_]+\"", "", RegexOptions.NonBacktracking)
            .TrimEnd('\n')
            .Split('\n');
}
