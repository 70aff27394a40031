using System.Runtime.CompilerServices;
using Etl.Datasets.Samples;

namespace Etl.Datasets.Tests.Samples;

public sealed class SampleListTests
{
    static string Folder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../datasets/samples"));

    [Fact]
    public void Committed_files_are_those_of_the_list()
    {
        var expected = SampleList.All.Select(sample => sample.Name).Append("README.md");
        var actual = Directory.GetFiles(Folder()).Select(path => Path.GetFileName(path)!);
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Committed_files_hold_the_bytes_of_the_list()
    {
        foreach (var sample in SampleList.All)
        {
            var committed = File.ReadAllBytes(Path.Combine(Folder(), sample.Name));
            if (sample.IsTruncated)
            {
                var content = SampleWriter.Unpack(sample, committed);
                Assert.True(content == null || content.Length < sample.Content.Length, sample.Name);
            }
            else
            {
                Assert.Equal(sample.Content, SampleWriter.Unpack(sample, committed));
            }
        }
    }

    [Fact]
    public void The_samples_page_is_made_from_the_list() =>
        Assert.Equal(SampleWriter.Readme(), File.ReadAllText(Path.Combine(Folder(), "README.md")));
}
