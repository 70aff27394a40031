using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etl.Tidy.Tests.Rules;

/// <summary>One top-level type per file, the file named for it, the namespace named for the folder, at most 400 lines.</summary>
sealed class FileShapeRule : ITidyRule
{
    const int LineCountMax = 400;

    public string Name => "file-shape";

    public IEnumerable<Finding> Check(RepositoryFile file)
    {
        if (!file.IsCode)
        {
            yield break;
        }
        var lineCount = file.LineAt(file.Text.Length) - 1;
        if (lineCount > LineCountMax)
        {
            yield return Found(file, LineCountMax + 1, "lines", $"A file of {lineCount} lines", "one of at most 400");
        }
        foreach (var space in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
        {
            var expected = string.Join('.', file.Path.Split('/').Skip(1).SkipLast(1));
            if (space.Name.ToString() != expected)
            {
                var line = RepositoryFile.LineOf(space);
                yield return Found(file, line, "namespace", $"The namespace '{space.Name}'", $"'{expected}'");
            }
        }
        foreach (var finding in CheckTypes(file))
        {
            yield return finding;
        }
    }

    IEnumerable<Finding> CheckTypes(RepositoryFile file)
    {
        var types = file
            .Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .ToList();
        foreach (var second in types.Skip(1))
        {
            var line = RepositoryFile.LineOf(second);
            yield return Found(
                file,
                line,
                NameOf(second),
                $"A second type '{NameOf(second)}' in a file",
                "its own file"
            );
        }
        if (types.Count > 0 && file.Name.Split('.')[0] is var name && name != NameOf(types[0]))
        {
            var line = RepositoryFile.LineOf(types[0]);
            yield return Found(file, line, "name", $"The file name '{file.Name}'", $"'{NameOf(types[0])}.cs'");
        }
    }

    static string NameOf(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node is DelegateDeclarationSyntax handler
            ? handler.Identifier.Text
            : ((BaseTypeDeclarationSyntax)node).Identifier.Text;

    Finding Found(RepositoryFile file, int line, string symbol, string what, string use) =>
        new(Name, file.Path, line, symbol, what, use);
}
