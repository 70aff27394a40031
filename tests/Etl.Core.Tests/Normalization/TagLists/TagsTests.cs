using System.Text;
using Etl.Text.Lists;
using FsCheck;
using FsCheck.Fluent;

namespace Etl.Core.Tests.Normalization.TagLists;

public sealed class TagsTests
{
    const string Formatted = "TAGS_FORMATTED";

    static readonly string[] pieces =
    [
        "a",
        "b",
        "vip",
        " ",
        "  ",
        ";",
        ",",
        "|",
        ":::",
        ":",
        "\"",
        "\"\"",
        "\",\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        "7",
        "=",
        "'",
        "#",
        "é",
        "e\u0301",
        "、",
        "，",
        "；",
        "\n",
        "\r\n",
        "\u00A0",
        "\u2028",
        "客户",
    ];

    [Theory]
    [InlineData("\"VIP\",\"Kunde\"", "VIP;Kunde")]
    [InlineData("\"VIP\"", "VIP")]
    [InlineData("\"VIP\" ; \"Kunde\"", "VIP;Kunde")]
    [InlineData("\"A \"\"B\"\" C\",\"D\"", "A \"B\" C;D")]
    [InlineData("\"VIP\";\"VIP\";\"\"", "VIP")]
    [InlineData("[\"VIP\",\"Kunde\"]", "VIP;Kunde")]
    [InlineData("[ \"Caf\\u00e9\", \"a\\\"b\", 7 ]", "Café;a\"b;7")]
    [InlineData("[]", "")]
    public void Labels_are_taken_out_of_their_quotes(string value, string cleaned) =>
        CleaningBench.Expect("tags", value, cleaned, Formatted);

    [Theory]
    [InlineData("VIP、老客户", "VIP;老客户")]
    [InlineData("VIP，老客户；重要", "VIP;老客户;重要")]
    [InlineData("あ、い,う", "あ;い;う")]
    public void Separators_of_full_width_divide_labels(string value, string cleaned) =>
        CleaningBench.Expect("tags", value, cleaned, Formatted);

    [Theory]
    [InlineData("\"Kunden, Nord\",VIP", "\"Kunden, Nord\";VIP")]
    [InlineData("VIP, \"Kunden, Nord\" | x", "VIP;\"Kunden, Nord\";x")]
    [InlineData("[\"a;b\",\"c\"]", "\"a;b\";c")]
    [InlineData("{VIP,\"a, b\",NULL,c d}", "VIP;\"a, b\";c d")]
    [InlineData("\" a  \";\"\";a", "a")]
    [InlineData("\"a\"\"b\",\"a\"\"b\"", "a\"b")]
    [InlineData("\"Kunden, Nord\" ::: \"Kunden, Nord\"", "\"Kunden, Nord\"")]
    [InlineData("[\"VIP\"", "\"[\"\"VIP\"\"\"")]
    [InlineData("{{name}}", "\"{{name}}\"")]
    [InlineData("\"open;b\" x", "\"\"\"open\";b\" x")]
    [InlineData("a;;b;\"\";", "a;b")]
    public void A_label_in_quotes_keeps_what_divides_others(string value, string cleaned) =>
        CleaningBench.Expect(
            "tags",
            value,
            cleaned,
            value.Contains("  ", StringComparison.Ordinal) ? Formatted + " TEXT_SPACES_COLLAPSED" : Formatted
        );

    [Theory]
    [InlineData("\"Kunden, Nord\";VIP")]
    [InlineData("\"\"\"VIP\"\"\"")]
    [InlineData("\"{a}\"")]
    [InlineData("\"[1]\";x")]
    public void A_clean_list_stays(string value) => CleaningBench.Expect("tags", value, value, "");

    [Fact]
    public void Line_breaks_divide_labels_but_not_inside_quotes()
    {
        CleaningBench.Expect("tags", "a\nb", "a;b", Formatted);
        CleaningBench.Expect("tags", "\"a\nb, c\"\nd", "\"a b, c\";d", Formatted + " TEXT_SPACES_COLLAPSED");
    }

    [Fact]
    public void Cleaning_a_clean_list_changes_nothing_and_keeps_each_label() =>
        Prop.ForAll(
                Arb.From(Gen.ListOf(Gen.Elements(pieces)).Select(string.Concat)),
                text =>
                {
                    var (cleaned, _) = CleaningBench.Clean("tags", text);
                    var (again, codes) = CleaningBench.Clean("tags", cleaned);
                    return cleaned == again && codes.Length == 0 && IsCanonical(cleaned);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Labels_that_are_written_as_a_list_come_back_from_cleaning() =>
        Prop.ForAll(
                Arb.From(Gen.NonEmptyListOf(Gen.NonEmptyListOf(Gen.Elements(pieces)).Select(string.Concat))),
                labels =>
                {
                    // A label alone is read for what a spreadsheet made of it.
                    string[] plain =
                    [
                        "first",
                        .. labels
                            .Select(label => CleaningBench.Clean("company", "x" + label).Value[1..].Trim())
                            .Where(label => label.Length > 0),
                    ];
                    var (cleaned, codes) = CleaningBench.Clean("tags", Write(plain.Distinct(StringComparer.Ordinal)));
                    return cleaned == Write(plain.Distinct(StringComparer.Ordinal)) && codes.Length == 0;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("\"VIP\" customers")]
    [InlineData("[VIP]")]
    [InlineData("[[\"VIP\"]]")]
    [InlineData("あいう")]
    [InlineData("ｆｕｌｌ")]
    [InlineData("VIP")]
    public void What_is_no_list_is_one_label(string value) => CleaningBench.Expect("tags", value, value, "");

    static bool IsCanonical(string cleaned)
    {
        var labels = new List<string>();
        for (ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(cleaned); ListText.TryTake(ref rest, out var element); )
        {
            var output = new byte[element.Written.Length];
            labels.Add(Encoding.UTF8.GetString(output[..element.Read(output)]));
        }
        return Write(labels) == cleaned
            && labels.TrueForAll(label => label.Length > 0)
            && labels.Distinct(StringComparer.Ordinal).Count() == labels.Count;
    }

    static string Write(IEnumerable<string> labels) =>
        string.Join(
            ';',
            labels.Select(label =>
            {
                var output = new byte[ListText.LengthMax(Encoding.UTF8.GetByteCount(label))];
                return Encoding.UTF8.GetString(output[..ListText.Write(Encoding.UTF8.GetBytes(label), output)]);
            })
        );
}
