using Etl.Testing;

namespace Etl.Tidy.Tests;

/// <summary>The README's commands are run as a reader would, one after the other, in a copy of the tree's data.</summary>
public sealed class ReadmeTests
{
    static readonly TimeSpan longest = TimeSpan.FromMinutes(2);

    static IReadOnlyList<ReadmeCommand> Commands =>
        File.Exists(RepositoryRoot.Combine("README.md"))
            ? ReadmeCommand.ReadAll(File.ReadAllText(RepositoryRoot.Combine("README.md")))
            : [];

    [Fact]
    public void The_first_command_imports_and_the_second_one_tests()
    {
        Assert.SkipUnless(Commands.Count > 0, "There is no README yet.");
        Assert.StartsWith("dotnet run -c Release --project src/Etl.Cli -- import ", Commands[0].Text);
        Assert.Equal("dotnet test Etl.sln", Commands[1].Text);
    }

    [Fact]
    public async Task Every_command_ends_as_the_README_says()
    {
        Assert.SkipUnless(Commands.Count > 0, "There is no README yet.");
        using var folder = new TempFolder();
        LayOut(folder);
        foreach (var command in Commands.Where(command => command.IsRun))
        {
            var result = await RunAsync(command, folder);
            Assert.True(
                result.ExitCode == command.ExitCode,
                $"README.md:{command.Line}: '{command.Text}' should exit with {command.ExitCode}. It ended so: {result}"
            );
        }
    }

    /// <summary>Samples are copied, for rejects are written beside their input; everything else is only linked.</summary>
    static void LayOut(TempFolder folder)
    {
        foreach (var top in Repository.TopLevel.Where(name => name != "datasets"))
        {
            Directory.CreateSymbolicLink(folder.File(top), RepositoryRoot.Combine(top));
        }
        foreach (var sample in Repository.Files.Where(file => file.IsUnder("datasets/")))
        {
            folder.Write(sample.Path, sample.Bytes);
        }
    }

    static Task<ProcessResult> RunAsync(ReadmeCommand command, TempFolder folder)
    {
        var path = $"{Path.GetDirectoryName(ProgramOf("src/Etl.Cli"))}:{Environment.GetEnvironmentVariable("PATH")}";
        var shell = new ProcessCommand("bash", "-c", command.WithBuiltPrograms(ProgramOf))
        {
            WorkingFolder = folder.Path,
            Timeout = longest,
            Environment = new Dictionary<string, string?> { ["PATH"] = path },
        };
        return ProcessRunner.RunAsync(shell, TestContext.Current.CancellationToken);
    }

    /// <summary>The built program of a project, in the configuration that these tests were built in.</summary>
    static string ProgramOf(string project)
    {
        var name = Path.GetFileName(project.TrimEnd('/'));
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = name == "Etl.Cli" ? "etl" : name;
        return RepositoryRoot.Combine($".artifacts/bin/{name}/{configuration}/{program}");
    }
}
