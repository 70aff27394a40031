namespace Etl.Tidy.Tests;

public sealed class RepositoryTests
{
    public static TheoryData<string> RuleNames => [.. TidyRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_repository_keeps_its_own_rules(string ruleName)
    {
        var findings = Repository
            .Files.SelectMany(TidyRules.Named(ruleName).Check)
            .Where(finding => !ListedException.All.Any(exception => exception.Allows(finding)))
            .ToList();
        Assert.True(findings.Count == 0, $"\n{string.Join('\n', findings)}\n");
    }

    [Fact]
    public void Every_listed_exception_is_still_needed()
    {
        var findings = TidyRules.All.SelectMany(rule => Repository.Files.SelectMany(rule.Check)).ToList();
        var idle = ListedException.All.Where(exception => !findings.Any(exception.Allows)).ToList();
        Assert.True(
            idle.Count == 0,
            $"\nExceptions.txt has lines that nothing needs any more; delete them:\n"
                + string.Join('\n', idle.Select(exception => exception.Line))
        );
    }

    [Fact]
    public void The_files_of_the_repository_are_found()
    {
        Assert.Contains(Repository.Files, file => file.Path == "src/Etl.Core/Etl.Core.csproj");
        Assert.DoesNotContain(Repository.Files, file => file.IsUnder(".artifacts/", ".git/"));
    }
}
