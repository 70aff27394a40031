using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Calls that block threads, start tasks or write to the terminal where that is nobody's business.</summary>
sealed class BannedCallRule : ITidyRule
{
    public string Name => "banned-call";

    public IEnumerable<Finding> Check(RepositoryFile file)
    {
        if (!file.IsCode)
        {
            yield break;
        }
        foreach (var access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            var type = access.Expression.ToString();
            var member = access.Name.Identifier.Text;
            if (UseInstead(file, type, member, access) is { } use)
            {
                var symbol = $"{type.Split('\n')[0]}.{member}";
                yield return new Finding(Name, file.Path, RepositoryFile.LineOf(access), symbol, $"'{symbol}'", use);
            }
        }
    }

    static string? UseInstead(RepositoryFile file, string type, string member, MemberAccessExpressionSyntax access) =>
        (type, member) switch
        {
            ("Thread" or "System.Threading.Thread", "Sleep") => "Task.Delay with a cancellation token",
            ("Console" or "System.Console", _) when !MayUseConsole(file) => "what the command line passes in",
            ("Task", "Run") or ("Task.Factory", "StartNew") when IsOutsidePipeline(file) => "the pipeline's own tasks",
            (_, "Result") when file.IsUnder("src/") && access.Parent is not InvocationExpressionSyntax => "await",
            ("Task", "WaitAll" or "WaitAny") when file.IsUnder("src/") => "await",
            // With arguments it is something else, a stage's clock for one.
            (_, "Wait")
                when file.IsUnder("src/")
                    && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } => "await",
            (_, "GetResult") when file.IsUnder("src/") => "await",
            _ => null,
        };

    static bool MayUseConsole(RepositoryFile file) =>
        file.IsUnder("src/Etl.Cli/", "tests/Etl.Cli.Tests/", "datasets/", "bench/")
        || file.Path.Contains("Fuzz", StringComparison.Ordinal)
        || file.Path.StartsWith("tests/Etl.Trials/", StringComparison.Ordinal);

    static bool IsOutsidePipeline(RepositoryFile file) =>
        file.IsUnder("src/") && !file.IsUnder("src/Etl.Core/Pipeline/");
}
