using Etl.Tidy.Tests.Rules;

namespace Etl.Tidy.Tests;

/// <summary>All rules.</summary>
static class TidyRules
{
    public static IReadOnlyList<ITidyRule> All { get; } =
    [
        new TopLevelRule(),
        new ProjectRule(),
        new TextShapeRule(),
        new WordRule(),
        new FileShapeRule(),
        new MethodLengthRule(),
        new TypeNameRule(),
        new DocumentationRule(),
        new BannedSyntaxRule(),
        new BannedCallRule(),
    ];

    public static ITidyRule Named(string name) => All.Single(rule => rule.Name == name);
}
