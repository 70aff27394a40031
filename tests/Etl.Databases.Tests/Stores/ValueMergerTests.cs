using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Tests.Stores;

public sealed class ValueMergerTests
{
    [Theory]
    [InlineData(MergePolicy.Overwrite, "old", "new", "new")]
    [InlineData(MergePolicy.Overwrite, "old", "", "")]
    [InlineData(MergePolicy.Keep, "", "new", "")]
    [InlineData(MergePolicy.Keep, "old", "new", "old")]
    [InlineData(MergePolicy.Fill, "", "new", "new")]
    [InlineData(MergePolicy.Fill, "old", "new", "old")]
    [InlineData(MergePolicy.Append, "", "new", "new")]
    [InlineData(MergePolicy.Append, "old", "", "old")]
    [InlineData(MergePolicy.Append, "old", "new", "old\nnew")]
    [InlineData(MergePolicy.Append, "called", "call", "called\ncall")]
    [InlineData(MergePolicy.Append, "a\ncalled\ncall\nb", "call", "a\ncalled\ncall\nb")]
    [InlineData(MergePolicy.Append, "a\nb\nc", "b\nc", "a\nb\nc")]
    public void Text_is_merged_as_the_policy_says(MergePolicy policy, string stored, string added, string merged) =>
        Assert.Equal(merged, Merge(policy, FieldKind.MultilineText, stored, added));

    [Theory]
    [InlineData("vip;lead", "lead;new;vip;more", "vip;lead;new;more")]
    [InlineData("vip", "vip", "vip")]
    [InlineData("vips", "vip", "vips;vip")]
    [InlineData("a;\"Doe, John\"", "\"Doe, John\";\"x;y\"", "a;\"Doe, John\";\"x;y\"")]
    [InlineData("Doe, John", "\"Doe, John\"", "Doe, John")]
    [InlineData("a;;", "b", "a;;b")]
    [InlineData(";", "b", ";b")]
    public void Tags_are_united_in_order(string stored, string added, string merged) =>
        Assert.Equal(merged, Merge(MergePolicy.Append, FieldKind.Tags, stored, added));

    static string Merge(MergePolicy policy, FieldKind kind, string stored, string added) =>
        Encoding.UTF8.GetString(
            new ValueMerger().Merge(policy, kind, Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(added))
        );
}
