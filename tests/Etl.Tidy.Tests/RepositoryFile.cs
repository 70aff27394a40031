using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etl.Tidy.Tests;

/// <summary>One file of the repository, with what rules want to know of it.</summary>
/// <param name="Path">Path inside the repository, with slashes.</param>
/// <param name="Bytes">Its content.</param>
sealed record RepositoryFile(string Path, byte[] Bytes)
{
    static readonly CSharpParseOptions options = new(LanguageVersion.Preview, preprocessorSymbols: ["DEBUG"]);
    static readonly string[] textExtensions =
    [
        ".cs",
        ".csproj",
        ".props",
        ".targets",
        ".md",
        ".json",
        ".yaml",
        ".yml",
        ".ps1",
        ".sh",
        ".js",
        ".mjs",
        ".py",
        ".sql",
        ".txt",
        "",
    ];

    SyntaxNode? root;

    public RepositoryFile(string path, string text)
        : this(path, Encoding.UTF8.GetBytes(text)) { }

    public string Text { get; } = Encoding.UTF8.GetString(Bytes);

    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal) || IsUnder("Directory.");

    /// <summary>Samples and results are content, not text of ours.</summary>
    public bool IsText =>
        textExtensions.Contains(System.IO.Path.GetExtension(Path), StringComparer.Ordinal)
        && !IsUnder("datasets/samples/", "bench/results/");

    /// <summary>Folder of its project: the first two parts of the path.</summary>
    public string Project => string.Join('/', Path.Split('/').SkipLast(1).Take(2));

    /// <summary>The syntax tree of a code file.</summary>
    public SyntaxNode Root => root ??= CSharpSyntaxTree.ParseText(Text, options).GetRoot();

    /// <summary>True when the path starts with one of the prefixes.</summary>
    public bool IsUnder(params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>1-based line on which a node or token starts.</summary>
    public static int LineOf(SyntaxNodeOrToken node) => node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>1-based line of a character of the text.</summary>
    public int LineAt(int index) => Text.AsSpan(0, index).Count('\n') + 1;
}
