namespace Etl.Tidy.Tests;

public sealed class ReadmeCommandTests
{
    const string Sample = """
        # Title

        ```console
        $ dotnet run -c Release --project src/Etl.Cli -- import a.csv   # makes contacts.db
        read 12
        $ dotnet test Etl.sln
        $ etl clean a.csv \
            --out b.csv --set "#=notes"
        $ etl clean missing.csv --out b.csv  # exits 2
        ```

        ```sh
        $ not this one
        ```
        """;

    [Fact]
    public void Commands_are_read_from_console_blocks_alone() =>
        Assert.Equal(
            [
                new(4, "dotnet run -c Release --project src/Etl.Cli -- import a.csv", 0),
                new(6, "dotnet test Etl.sln", 0),
                new(7, "etl clean a.csv --out b.csv --set \"#=notes\"", 0),
                new(9, "etl clean missing.csv --out b.csv", 2),
            ],
            ReadmeCommand.ReadAll(Sample)
        );

    [Fact]
    public void Building_and_testing_is_left_to_the_script_that_checks_everything() =>
        Assert.Equal([true, false, true, true], ReadmeCommand.ReadAll(Sample).Select(command => command.IsRun));

    [Theory]
    [InlineData("dotnet run -c Release --project src/Etl.Cli -- import a.csv", "<src/Etl.Cli> import a.csv")]
    [InlineData(
        "dotnet run --project datasets/Etl.Datasets -c Release -- --rows 9",
        "<datasets/Etl.Datasets> --rows 9"
    )]
    [InlineData("dotnet run --project src/Etl.Cli", "<src/Etl.Cli>")]
    [InlineData("cat a | dotnet run --project src/Etl.Cli -- clean -", "cat a | <src/Etl.Cli> clean -")]
    [InlineData("etl --version", "etl --version")]
    public void Programs_that_are_built_are_not_built_again(string text, string expected) =>
        Assert.Equal(expected, new ReadmeCommand(1, text, 0).WithBuiltPrograms(project => $"<{project}>"));
}
