using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Methods, local functions and accessors have at most 70 lines, signature and braces included.</summary>
sealed class MethodLengthRule : ITidyRule
{
    const int LineCountMax = 70;

    public string Name => "method-length";

    public IEnumerable<Finding> Check(RepositoryFile file)
    {
        if (!file.IsCode)
        {
            yield break;
        }
        foreach (var node in file.Root.DescendantNodes())
        {
            if (NameOf(node) is not { } name)
            {
                continue;
            }
            var span = node.GetLocation().GetLineSpan();
            var lineCount = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (lineCount > LineCountMax)
            {
                var what = $"'{name}' of {lineCount} lines";
                var use = $"methods of at most {LineCountMax}, or a line with a reason in Exceptions.txt";
                yield return new Finding(Name, file.Path, span.StartLinePosition.Line + 1, name, what, use);
            }
        }
    }

    static string? NameOf(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            OperatorDeclarationSyntax @operator => @operator.OperatorToken.Text,
            AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
            _ => null,
        };
}
