using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Words of the language that the house does without: regions, jumps, unsafe code outside the kernels, skipped tests.</summary>
sealed class BannedSyntaxRule : ITidyRule
{
    const string Kernels = "src/Etl.Text/";
    const string SafeCode = "spans and safe code, or a kernel in Etl.Text";

    public string Name => "banned-syntax";

    public IEnumerable<Finding> Check(RepositoryFile file) =>
        file.IsCode
            ? file
                .Root.DescendantNodes(descendIntoTrivia: true)
                .Select(node => (Node: node, Banned: Judge(file, node)))
                .Where(each => each.Banned is not null)
                .Select(each => new Finding(
                    Name,
                    file.Path,
                    RepositoryFile.LineOf(each.Node),
                    each.Banned!.Value.Symbol,
                    each.Banned.Value.What,
                    each.Banned.Value.Use
                ))
            : [];

    static (string Symbol, string What, string Use)? Judge(RepositoryFile file, SyntaxNode node) =>
        node switch
        {
            RegionDirectiveTriviaSyntax => ("region", "'#region'", "smaller types"),
            PragmaWarningDirectiveTriviaSyntax pragma when IsWithoutReason(pragma) => (
                "pragma",
                "'#pragma' without a reason",
                "a comment with the reason on the same line"
            ),
            AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "Skip" } => (
                "Skip",
                "'Skip ='",
                "a test that runs, or none"
            ),
            IdentifierNameSyntax { Identifier.Text: "NotImplementedException" } => (
                "NotImplementedException",
                "'NotImplementedException'",
                "working code"
            ),
            _ when !file.IsUnder(Kernels) => JudgeOutsideKernels(node),
            _ => null,
        };

    static (string Symbol, string What, string Use)? JudgeOutsideKernels(SyntaxNode node) =>
        node switch
        {
            GotoStatementSyntax => ("goto", "'goto'", "a loop or a smaller method"),
            UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax => ("unsafe", "Unsafe code", SafeCode),
            MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.UnsafeKeyword) => (
                "unsafe",
                "'unsafe'",
                SafeCode
            ),
            MemberAccessExpressionSyntax access when IsUnsafeCall(access.Expression, access.Name) => (
                "Unsafe",
                $"'{access}'",
                SafeCode
            ),
            _ => null,
        };

    static bool IsUnsafeCall(ExpressionSyntax type, SimpleNameSyntax member) =>
        LastName(type) switch
        {
            "Unsafe" => true,
            "MemoryMarshal" => member.Identifier.Text is "GetReference" or "GetArrayDataReference",
            _ => false,
        };

    static string LastName(ExpressionSyntax expression) =>
        expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            IdentifierNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    static bool IsWithoutReason(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
        && !pragma.ToFullString().Contains("//", StringComparison.Ordinal);
}
