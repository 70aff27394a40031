using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Jobs.Tests.Options;

public sealed class JobFileTests
{
    static readonly string[] texts =
    [
        "plain",
        "with space",
        "\"quoted\"",
        "0123",
        "true",
        "-",
        "~",
        "a: b # c",
        "é 中 😀",
        "line\nbreak",
        "tab\t",
        "[x]",
        "'",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Options_survive_a_round_trip(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var options = RandomOptions(random);
            var yaml = JobFile.Write(options);
            var read = JobFile.Parse(yaml, "job.yaml", new JobOptions());
            Assert.Equal(JobFile.Write(options), JobFile.Write(read));
            Assert.Equal(options.Inputs, read.Inputs);
            foreach (var setting in JobSettings.All)
            {
                Assert.Equal(setting.Read(options), setting.Read(read));
            }
        }
    }

    [Fact]
    public void An_unknown_name_is_refused_with_line_and_nearest_name()
    {
        var error = Assert.Throws<JobException>(() =>
            JobFile.Parse("country: US\non-dulpicate: skip\n", "job.yaml", new JobOptions())
        );
        Assert.Equal("job.yaml:2: there is no option 'on-dulpicate'; did you mean 'on-duplicate'?", error.Message);
    }

    [Fact]
    public void A_bad_value_is_refused_with_its_line()
    {
        var error = Assert.Throws<JobException>(() => JobFile.Parse("workers: many", "job.yaml", new JobOptions()));
        Assert.StartsWith("job.yaml:1: --workers was given 'many'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_yaml_is_refused_with_its_line()
    {
        var error = Assert.Throws<JobException>(() => JobFile.Parse("a: [1", "job.yaml", new JobOptions()));
        Assert.StartsWith("job.yaml:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_may_be_written_as_lines()
    {
        var options = JobFile.Parse(
            "set:\n  Work Mail: email\n  '#3': phone\ndefault:\n  country: US\n",
            "job.yaml",
            new JobOptions()
        );
        Assert.Equal([KeyValuePair.Create("Work Mail", "email"), KeyValuePair.Create("#3", "phone")], options.Set);
        Assert.Equal([KeyValuePair.Create("country", "US")], options.Defaults);
    }

    [Fact]
    public void A_later_layer_overrides_values_and_adds_pairs()
    {
        var first = JobFile.Parse("country: US\nset:\n  A: email\n", "first", new JobOptions());
        var second = JobFile.Parse("country: CA\nset:\n  B: phone\n  a: email_2\n", "second", first);
        Assert.Equal("CA", second.Country);
        Assert.Equal([KeyValuePair.Create("a", "email_2"), KeyValuePair.Create("B", "phone")], second.Set);
    }

    static JobOptions RandomOptions(Random random) =>
        new()
        {
            Kind = random.Next(2) == 0 ? JobKind.Import : JobKind.Clean,
            Inputs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(random))],
            Output = Maybe(random),
            Country = Maybe(random),
            Where = Maybe(random),
            Set = random.Next(2) == 0 ? [] : [KeyValuePair.Create(Text(random), "email")],
            Defaults = random.Next(2) == 0 ? [] : [KeyValuePair.Create("country", Text(random))],
            Ignore = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random)).Distinct()],
            Match = random.Next(2) == 0 ? [] : ["email", "first_name+last_name"],
            OnDuplicate = (DuplicatePolicy)random.Next(4),
            Merge = random.Next(2) == 0 ? [] : [KeyValuePair.Create("tags", (MergePolicy)random.Next(4))],
            Connections = random.Next(2) == 0 ? null : random.Next(1, 64),
            Indexes = (IndexMode)random.Next(2),
            MaxRejects = random.Next(3) switch
            {
                0 => null,
                1 => new RejectLimit(random.Next(1000), null),
                _ => new RejectLimit(null, random.NextDouble() * 100),
            },
            MemoryBytes = random.Next(2) == 0 ? JobOptions.DefaultMemoryBytes : random.NextInt64(1, 1L << 40),
            Limit = random.Next(2) == 0 ? null : random.NextInt64(1, long.MaxValue),
            Strict = random.Next(2) == 0,
            Workers = random.Next(2) == 0 ? null : random.Next(1, 256),
        };

    static string Text(Random random) => texts[random.Next(texts.Length)];

    static string? Maybe(Random random) => random.Next(2) == 0 ? null : Text(random);
}
