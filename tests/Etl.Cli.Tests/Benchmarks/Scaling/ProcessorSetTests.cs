using Etl.EndToEnd.Scaling;

namespace Etl.Cli.Tests.Benchmarks.Scaling;

public sealed class ProcessorSetTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("\t0-3\n", "0 1 2 3")]
    [InlineData("2,4-5,10", "2 4 5 10")]
    public void The_kernels_list_is_read(string list, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', ProcessorSet.Parse(list)));

    [Fact]
    public void A_program_is_kept_to_the_first_processors_that_are_allowed()
    {
        var set = new ProcessorSet([2, 4, 5], "/bin/taskset");
        Assert.Null(set.Obstacle(2));
        Assert.Equal(["/bin/taskset", "-c", "2,4"], set.WordsFor(2));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("the machine has 1", new ProcessorSet([0], "/bin/taskset").Obstacle(2));
        var unpinned = new ProcessorSet([0, 1], null);
        Assert.Equal("taskset is not there", unpinned.Obstacle(1));
        Assert.Empty(unpinned.WordsFor(1));
    }
}
