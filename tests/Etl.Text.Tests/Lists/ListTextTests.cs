using System.Text;
using Etl.Text.Lists;
using FsCheck;
using FsCheck.Fluent;

namespace Etl.Text.Tests.Lists;

public sealed class ListTextTests
{
    static readonly Gen<string> texts = Gen.ListOf(
            Gen.Elements(
                "a",
                "b",
                " ",
                ";",
                ",",
                "|",
                ":",
                ":::",
                "\"",
                "\"\"",
                "\\",
                "{",
                "}",
                "[",
                "]",
                "1",
                "é",
                "、",
                "，",
                "；",
                "\n",
                "\t",
                "\u2028"
            )
        )
        .Select(string.Concat);

    [Theory]
    [InlineData("VIP|Blog post|5\" pipe|名;客户", "VIP;Blog post;5\" pipe;\"名;客户\"")]
    [InlineData("Kunden, Nord|VIP", "\"Kunden, Nord\";VIP")]
    [InlineData("a ::: b|a::b", "\"a ::: b\";a::b")]
    [InlineData("\"VIP\"|\"VIP\" guests|\"open", "\"\"\"VIP\"\"\";\"VIP\" guests;\"\"\"open\"")]
    [InlineData("{a}|[VIP]|[1]|[\"x\"]", "\"{a}\";[VIP];\"[1]\";\"[\"\"x\"\"]\"")]
    [InlineData(" a|b ", "\" a\";\"b \"")]
    [InlineData("老客户、重要|あいう", "\"老客户、重要\";あいう")]
    [InlineData("|a|", "\"\";a;\"\"")]
    [InlineData("a|NULL|b", "a;;b")]
    [InlineData("a|NULL", "a;;")]
    [InlineData("NULL", ";")]
    public void A_list_is_written_and_read_again(string elements, string text)
    {
        string?[] list = [.. elements.Split('|').Select(element => element == "NULL" ? null : element)];
        Assert.Equal(text, Write(list));
        Assert.Equal(list, Read(text));
    }

    [Theory]
    [InlineData(" a ; b ", "a|b")]
    [InlineData("\"a\" ; \"b;c\" ", "a|b;c")]
    [InlineData("\"a\" b;\"c", "\"a\" b|\"c")]
    [InlineData("a;", "a")]
    [InlineData("", null)]
    public void What_others_wrote_is_read(string text, string? elements) =>
        Assert.Equal(elements?.Split('|') ?? [], Read(text));

    [Fact]
    public void Every_list_is_its_own_again() =>
        Prop.ForAll(
                Arb.From(
                    Gen.ListOf(
                        Gen.Frequency((8, texts.Select(text => (string?)text)), (1, Gen.Constant((string?)null)))
                    )
                ),
                list => Read(Write(list)).SequenceEqual(list)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Elements_are_the_same_when_their_texts_are() =>
        Prop.ForAll(
                Arb.From(texts),
                Arb.From(texts),
                (first, second) =>
                {
                    var one = Bytes(first);
                    var other = Bytes(second);
                    return ListText.TryTake(ref one, out var left) && ListText.TryTake(ref other, out var right)
                        ? left.IsSame(right) == string.Equals(TextOf(left), TextOf(right), StringComparison.Ordinal)
                        : one.IsEmpty || other.IsEmpty;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"VIP\"", "VIP")]
    public void Quotes_do_not_count_where_lists_are_compared(string written, string plain)
    {
        var one = Bytes(written);
        var other = Bytes(plain);
        Assert.True(
            ListText.TryTake(ref one, out var first)
                && ListText.TryTake(ref other, out var second)
                && first.IsSame(second)
                && second.IsSame(first)
        );
    }

    [Fact]
    public void Plain_elements_need_no_quotes() =>
        Prop.ForAll(
                Arb.From(
                    Gen.NonEmptyListOf(Gen.Elements("a", "é", "客", "-", "'", ":", ".", "/")).Select(string.Concat)
                ),
                text => text.Contains(":::", StringComparison.Ordinal) || Write([text]) == text
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    static ReadOnlySpan<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string? TextOf(in ListElement element)
    {
        var output = new byte[element.Written.Length];
        return element.IsNull ? null : Encoding.UTF8.GetString(output[..element.Read(output)]);
    }

    static string Write(IEnumerable<string?> list)
    {
        var text = new List<byte>();
        var last = (string?)"";
        foreach (var element in list)
        {
            if (text.Count > 0 || last is null)
            {
                text.Add(ListText.Separator);
            }
            if (element is not null)
            {
                var output = new byte[ListText.LengthMax(Bytes(element).Length)];
                text.AddRange(output[..ListText.Write(Bytes(element), output)]);
            }
            last = element;
        }
        if (last is null)
        {
            text.Add(ListText.Separator);
        }
        return Encoding.UTF8.GetString([.. text]);
    }

    static List<string?> Read(string text)
    {
        var list = new List<string?>();
        for (var rest = Bytes(text); ListText.TryTake(ref rest, out var element); )
        {
            list.Add(TextOf(element));
        }
        return list;
    }
}
