using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Types are named for what they are, not with the words that fit everything.</summary>
sealed partial class TypeNameRule : ITidyRule
{
    public string Name => "type-name";

    public IEnumerable<Finding> Check(RepositoryFile file) =>
        file.IsCode
            ? file
                .Root.DescendantNodes()
                .OfType<BaseTypeDeclarationSyntax>()
                .Where(type => Empty().IsMatch(type.Identifier.Text))
                .Select(type => new Finding(
                    Name,
                    file.Path,
                    RepositoryFile.LineOf(type.Identifier),
                    type.Identifier.Text,
                    $"The type name '{type.Identifier.Text}'",
                    "a noun that says what it is"
                ))
            : [];

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utility|Processor|Info|Data)$")]
    private static partial Regex Empty();
}
