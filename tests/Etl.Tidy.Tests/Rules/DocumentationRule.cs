using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Every public type of the product says in a plain sentence what it is.</summary>
sealed class DocumentationRule : ITidyRule
{
    public string Name => "documentation";

    public IEnumerable<Finding> Check(RepositoryFile file) =>
        file.IsCode && !file.Project.EndsWith(".Tests", StringComparison.Ordinal)
            ? file
                .Root.DescendantNodes()
                .OfType<MemberDeclarationSyntax>()
                .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && !IsDocumented(type))
                .Where(type => !IsFurtherPart(file, type))
                .Select(type => Found(file, type))
            : [];

    Finding Found(RepositoryFile file, MemberDeclarationSyntax type)
    {
        var name = type.DescendantTokens().First(token => token.IsKind(SyntaxKind.IdentifierToken)).Text;
        var what = $"The public type near '{name}' without '///'";
        return new Finding(Name, file.Path, RepositoryFile.LineOf(type), name, what, "a sentence that says what it is");
    }

    static bool IsDocumented(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia));

    /// <summary>Codes.Email.cs goes on where Codes.cs began; the sentence stands there.</summary>
    static bool IsFurtherPart(RepositoryFile file, MemberDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword) && file.Name.Count(each => each == '.') > 1;
}
