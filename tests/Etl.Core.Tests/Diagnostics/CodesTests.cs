using System.Reflection;
using Etl.Core.Diagnostics;

namespace Etl.Core.Tests.Diagnostics;

public sealed class CodesTests
{
    static readonly IReadOnlyList<Code> declared =
    [
        .. typeof(Codes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Code))
            .Select(field => (Code)field.GetValue(null)!),
    ];

    [Fact]
    public void Every_declared_code_is_in_the_list_at_its_index()
    {
        Assert.Equal(declared.Count, Codes.All.Count);
        Assert.All(declared, code => Assert.Same(code, Codes.All[code.Index]));
    }

    [Fact]
    public void Names_are_capitals_and_appear_once()
    {
        Assert.All(Codes.All, code => Assert.Matches("^[A-Z]+(_[A-Z0-9]+)*$", code.Name));
        Assert.Equal(Codes.All.Count, Codes.All.Select(code => code.Name).Distinct().Count());
    }

    [Fact]
    public void Sentences_are_sentences() =>
        Assert.All(Codes.All, code => Assert.Matches("^[A-Z\"'-].*\\.$", code.Sentence));
}
