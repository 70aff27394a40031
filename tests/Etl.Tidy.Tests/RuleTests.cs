using Etl.Tidy.Tests.Rules;

namespace Etl.Tidy.Tests;

/// <summary>Each rule on small files that break it, and on their neighbours that do not: a rule that never fires is no rule.</summary>
public sealed class RuleTests
{
    const string Core = "src/Etl.Core/Batches/Thing.cs";
    const string Kernel = "src/Etl.Text/Thing.cs";
    const string Head = "namespace Etl.Core.Batches;\n";

    [Theory]
    [InlineData(Core, "namespace Etl.Core;\nsealed class Thing;\n", "namespace")]
    [InlineData(Core, Head + "sealed class Other;\n", "name")]
    [InlineData(Core, Head + "sealed class Thing;\nenum Second { A }\n", "Second")]
    [InlineData(Core, Head + "sealed class Thing { sealed class Nested; }\n", null)]
    [InlineData("src/Etl.Core/Batches/Thing.Part.cs", Head + "static partial class Thing;\n", null)]
    [InlineData("src/Etl.Cli/Program.cs", "return 0;\n", null)]
    public void File_shape_is_judged(string path, string text, string? symbol) =>
        Judges(new FileShapeRule(), path, text, symbol);

    [Theory]
    [InlineData(400, null)]
    [InlineData(401, "lines")]
    public void Files_end_at_400_lines(int lineCount, string? symbol) =>
        Judges(new FileShapeRule(), Core, Head + new string('\n', lineCount - 1), symbol);

    [Theory]
    [InlineData(70, null)]
    [InlineData(71, "Run")]
    public void Methods_end_at_70_lines(int lineCount, string? symbol) =>
        Judges(
            new MethodLengthRule(),
            Core,
            $"sealed class Thing\n{{\n    void Run()\n    {{{new string('\n', lineCount - 2)}    }}\n}}\n",
            symbol
        );

    [Theory]
    [InlineData(Core, "#region A\n#endregion\n", "region")]
    [InlineData(Core, "#pragma warning disable CA1000\n", "pragma")]
    [InlineData(Core, "#pragma warning disable CA1000 // because\n", null)]
    [InlineData(Core, "a: goto a;\n", "goto")]
    [InlineData(Kernel, "a: goto a;\n", null)]
    [InlineData(Core, "unsafe class Thing;\n", "unsafe")]
    [InlineData(Core, "unsafe { }\n", "unsafe")]
    [InlineData(Core, "var a = Unsafe.Add(ref b, 1);\n", "Unsafe")]
    [InlineData(Core, "var a = Unsafe.As<int[]>(b);\n", "Unsafe")]
    [InlineData(Core, "var a = System.Runtime.InteropServices.MemoryMarshal.GetReference(b);\n", "Unsafe")]
    [InlineData(Core, "var a = MemoryMarshal.Cast<byte, int>(b);\n", null)]
    [InlineData(Core, "Span<byte> a = stackalloc byte[8];\n", null)]
    [InlineData(Core, "byte* a = stackalloc byte[8];\n", "unsafe")]
    [InlineData(Kernel, "var a = Unsafe.Add(ref b, 1);\n", null)]
    [InlineData(Core, "throw new NotImplementedException();\n", "NotImplementedException")]
    [InlineData("tests/Etl.Core.Tests/A.cs", "class A { [Fact(Skip = \"later\")] void B() { } }\n", "Skip")]
    public void Syntax_is_judged(string path, string text, string? symbol) =>
        Judges(new BannedSyntaxRule(), path, text, symbol);

    [Theory]
    [InlineData(Core, "Thread.Sleep(1);\n", "Thread.Sleep")]
    [InlineData(Core, "Console.WriteLine();\n", "Console.WriteLine")]
    [InlineData("src/Etl.Cli/A.cs", "Console.WriteLine();\n", null)]
    [InlineData(Core, "await Task.Run(A);\n", "Task.Run")]
    [InlineData("src/Etl.Core/Pipeline/A.cs", "await Task.Run(A);\n", null)]
    [InlineData("tests/Etl.Core.Tests/A.cs", "await Task.Run(A);\n", null)]
    [InlineData(Core, "var a = task.Result;\n", "task.Result")]
    [InlineData(Core, "task.Wait();\n", "task.Wait")]
    [InlineData(Core, "var a = task.GetAwaiter().GetResult();\n", "task.GetAwaiter().GetResult")]
    [InlineData(Core, "// task.Wait() and \"Thread.Sleep\"\n", null)]
    public void Calls_are_judged(string path, string text, string? symbol) =>
        Judges(new BannedCallRule(), path, text, symbol);

    [Theory]
    [InlineData("sealed class BlockManager;\n", "BlockManager")]
    [InlineData("sealed record RowInfo(int A);\n", "RowInfo")]
    [InlineData("enum MetadataKind { A }\n", null)]
    public void Type_names_are_judged(string text, string? symbol) => Judges(new TypeNameRule(), Core, text, symbol);

    [Theory]
    [InlineData(Core, "public sealed class Thing;\n", "Thing")]
    [InlineData(Core, "/// <summary>A thing.</summary>\npublic sealed class Thing;\n", null)]
    [InlineData(Core, "sealed class Thing;\n", null)]
    [InlineData("src/Etl.Core/Batches/Thing.Part.cs", "public static partial class Thing;\n", null)]
    [InlineData("tests/Etl.Core.Tests/A.cs", "public sealed class A;\n", null)]
    public void Documentation_is_judged(string path, string text, string? symbol) =>
        Judges(new DocumentationRule(), path, text, symbol);

    [Theory]
    [InlineData("a\n", null)]
    [InlineData("a", "end")]
    [InlineData("a\r\n", "cr")]
    [InlineData("\uFEFFa\n", "bom")]
    public void Text_shape_is_judged(string text, string? symbol) => Judges(new TextShapeRule(), Core, text, symbol);

    [Theory]
    [InlineData("// TODO later\n", "unfinished")]
    [InlineData("see /home/ann/etl\n", "path")]
    [InlineData("see https://a.example/home/ann\n", null)]
    [InlineData("https://api.nuget.org\n", "feed")]
    [InlineData("fixes issue 12\n", "origin")]
    [InlineData("an obsession with detail\n", null)]
    public void Words_are_judged(string text, string? symbol) => Judges(new WordRule(), Core, text, symbol);

    [Theory]
    [InlineData("src/Etl.Core/Etl.Core.csproj", "<ProjectReference Include='../Etl.Text/Etl.Text.csproj' />", null)]
    [InlineData(
        "src/Etl.Core/Etl.Core.csproj",
        "<ProjectReference Include='../Etl.Jobs/Etl.Jobs.csproj' />",
        "Etl.Jobs"
    )]
    [InlineData("src/Etl.More/Etl.More.csproj", "<A />", "Etl.More")]
    [InlineData("src/Etl.Core/Etl.Core.csproj", "<PackageReference Include='Sylvan.Data.Csv' />", "Sylvan.Data.Csv")]
    [InlineData("src/Etl.Core/Etl.Core.csproj", "<PackageReference Include='A' Version='1' />", "A")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include='A' Version='1' />", null)]
    public void Projects_are_judged(string path, string text, string? symbol) =>
        Judges(new ProjectRule(), path, $"<Project>{text}</Project>\n", symbol);

    [Theory]
    [InlineData("notes.md", "notes.md")]
    [InlineData(".editorconfig", null)]
    [InlineData("src/README.md", null)]
    [InlineData("src/nuget.config", "src")]
    public void The_top_level_is_judged(string path, string? symbol) => Judges(new TopLevelRule(), path, "\n", symbol);

    static void Judges(ITidyRule rule, string path, string text, string? symbol) =>
        Assert.Equal(
            symbol is null ? [] : [symbol],
            rule.Check(new RepositoryFile(path, text)).Select(finding => finding.Symbol).Distinct()
        );
}
