using System.Text;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Sqlite;

public sealed class CustomMergeTests
{
    /// <summary>Names that a stored object may have; rows have fields of some of them.</summary>
    static readonly string[] names = ["a", "b", "é😀", "quo\"te", "c d", "\u0001", "a/b<"];

    /// <summary>Types of the row's fields.</summary>
    static readonly string[] types = ["", ":number", ":bool"];

    static readonly string[] texts =
    [
        "",
        "x",
        "12",
        "1.5e3",
        "-0",
        "true",
        "two\nlines",
        "a \"quote\" \\ and / <&'+>",
        "é😀\u2028\u007f",
        "{}",
        "[\"x\"]",
        "[\n  \"x\"\n]",
    ];

    static readonly string[] scalars =
    [
        "0",
        "-0",
        "12",
        "1.50",
        "1.5e3",
        "1E+400",
        "123456789012345678901234567890.10",
        "true",
        "false",
        "null",
    ];

    [Fact]
    public void Any_row_is_merged_into_any_object_as_into_a_tree_of_nodes() =>
        Repeat.ForSeeds(
            200,
            random =>
            {
                var blankClears = random.Next(2) == 0;
                var (plan, layout, policies) = AnyLayout(random);
                var merge = new CustomMerge(layout.Customs, policies, blankClears);
                for (var step = 0; step < 50; step++)
                {
                    var stored = Encoding.UTF8.GetBytes(random.Next(8) == 0 ? "" : AnyObject(random));
                    var batch = Row(random, plan, layout);
                    var expected = NodeCustomMerge.Merge(stored, batch, 0, layout.Customs, policies, blankClears);
                    var isChanged = merge.Merge(stored, batch, 0, out var merged);
                    Assert.Equal(Text(expected), isChanged ? Text(merged) : null);
                }
            }
        );

    [Fact]
    public void An_object_that_rows_are_merged_into_again_and_again_stays_as_a_tree_of_nodes_would() =>
        Repeat.ForSeeds(
            100,
            random =>
            {
                var (plan, layout, policies) = AnyLayout(random);
                var merge = new CustomMerge(layout.Customs, policies, blankClears: true);
                byte[] stored = [];
                var batch = Row(random, plan, layout);
                for (var step = 0; step < 50; step++)
                {
                    var expected = NodeCustomMerge.Merge(stored, batch, 0, layout.Customs, policies, blankClears: true);
                    var isChanged = merge.Merge(stored, batch, 0, out var merged);
                    Assert.Equal(Text(expected), isChanged ? Text(merged) : null);
                    stored = expected ?? stored;
                    // The same row again mostly changes nothing.
                    batch = random.Next(3) == 0 ? batch : Row(random, plan, layout);
                }
            }
        );

    /// <summary>Etl writes no such object; somebody else can.</summary>
    [Theory]
    [InlineData("x", """{"a":"x","b":"3","a":2}""")]
    [InlineData("2", """{"a":"2","b":"3","a":2}""")]
    [InlineData("1", null)]
    public void Of_several_members_with_one_name_the_first_is_merged_and_the_others_stay(string value, string? json) =>
        Assert.Equal(json, Merge("""{"a":1,"b":"3","a":2}""", value));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":")]
    public void What_is_no_object_is_refused(string stored) =>
        Assert.ThrowsAny<JsonException>(() => Merge(stored, "x"));

    /// <summary>Merges a value of the field a, behind one of b.</summary>
    static string? Merge(string stored, string value)
    {
        var plan = StoreFixture.Layout("custom.b", "custom.a");
        var layout = new ContactLayout(plan, new HashSet<string>());
        var merge = new CustomMerge(layout.Customs, [MergePolicy.Overwrite, MergePolicy.Overwrite], blankClears: false);
        var batch = Encoded(["3", value], plan, layout);
        return merge.Merge(Encoding.UTF8.GetBytes(stored), batch, 0, out var merged) ? Text(merged) : null;
    }

    static (BatchLayout Plan, ContactLayout Layout, MergePolicy[] Policies) AnyLayout(Random random)
    {
        string[] chosen = [.. names.OrderBy(_ => random.Next()).Take(random.Next(1, names.Length))];
        var plan = new BatchLayout([.. chosen.Select((name, index) => AnyColumn(random, name, index))]);
        return (
            plan,
            new ContactLayout(plan, new HashSet<string>()),
            [.. chosen.Select(_ => (MergePolicy)random.Next(4))]
        );
    }

    static ColumnPlan AnyColumn(Random random, string name, int index)
    {
        var field = ContactFields.Find(ContactField.CustomPrefix + name + types[random.Next(types.Length)]);
        return new ColumnPlan(name, index, field, random.Next(4) == 0 ? MappingSources.Derived : "name");
    }

    static RecordBatch Row(Random random, BatchLayout plan, ContactLayout layout) =>
        Encoded([.. plan.Columns.Select(_ => AnyValue(random))], plan, layout);

    static RecordBatch Encoded(string[] values, BatchLayout plan, ContactLayout layout)
    {
        var batch = new RecordBatch(1 << 10);
        StoreFixture.Fill(batch, plan, [values]);
        new ContactEncoder(new Dictionary<BatchLayout, ContactLayout> { [plan] = layout }).Encode(batch);
        return batch;
    }

    static string AnyValue(Random random) => random.Next(4) == 0 ? "" : texts[random.Next(texts.Length)];

    /// <summary>An object with each name once at most, in any order and spelling.</summary>
    static string AnyObject(Random random)
    {
        var members = names
            .Append("")
            .OrderBy(_ => random.Next())
            .Take(random.Next(names.Length))
            .Select(name => $"{Spelled(random, name)}{Space(random)}:{AnyJson(random, 2)}");
        return $"{Space(random)}{{{Space(random)}{string.Join(',', members)}{Space(random)}}}{Space(random)}";
    }

    /// <summary>Nested objects may repeat names: nobody looks for any there.</summary>
    static string AnyJson(Random random, int depth)
    {
        var value = random.Next(depth == 0 ? 4 : 6) switch
        {
            4 => $"[{string.Join(',', Some(random, () => AnyJson(random, depth - 1)))}]",
            5 =>
                $"{{{string.Join(',', Some(random, () => $"{Spelled(random, names[random.Next(3)])}:{AnyJson(random, depth - 1)}"))}}}",
            3 => scalars[random.Next(scalars.Length)],
            _ => Spelled(random, texts[random.Next(texts.Length)]),
        };
        return Space(random) + value + Space(random);
    }

    static IEnumerable<string> Some(Random random, Func<string> make) =>
        Enumerable.Range(0, random.Next(4)).Select(_ => make());

    /// <summary>A JSON text in which any character may be escaped.</summary>
    static string Spelled(Random random, string text)
    {
        var json = new StringBuilder("\"");
        var escapes = random.Next(2) == 0 ? 0 : 3;
        for (var at = 0; at < text.Length; at++)
        {
            var isPair = char.IsHighSurrogate(text[at]);
            var piece = isPair ? text.Substring(at++, 2) : text[at].ToString();
            var mustEscape = piece is "\"" or "\\" || piece[0] < ' ';
            json.Append(
                mustEscape || random.Next(10) < escapes
                    ? string.Concat(piece.Select(character => $"\\u{(int)character:X4}"))
                    : piece
            );
        }
        return json.Append('"').ToString();
    }

    static string Space(Random random) => random.Next(4) == 0 ? " \n" : "";

    static string? Text(byte[]? json) => json is null ? null : Text(json.AsSpan());

    static string Text(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json);
}
