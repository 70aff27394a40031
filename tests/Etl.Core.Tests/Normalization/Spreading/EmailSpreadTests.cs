using System.Text;
using Etl.Core.Batches;
using Etl.Core.Normalization;

namespace Etl.Core.Tests.Normalization.Spreading;

/// <summary>Several addresses in one cell: the first stays, the others go to the next empty e-mail fields, and the rest is counted.</summary>
public sealed class EmailSpreadTests
{
    const int Seed = 20_261_122;

    [Theory]
    [InlineData("ann@x.com; bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com,bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com bob@y.org cy@z.net", "ann@x.com", "bob@y.org", "cy@z.net")]
    [InlineData("ann@x.com/bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com | bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com\nbob@y.org\r\ncy@z.net", "ann@x.com", "bob@y.org", "cy@z.net")]
    [InlineData("ann@x.com, Bob Ray <Bob@Y.org>", "ann@x.com", "bob@y.org", "")]
    [InlineData("\"Lee, Ann\" <ann@x.com>; Ray, Bob <bob@y.org>", "ann@x.com", "bob@y.org", "")]
    [InlineData("[ann@x.com](mailto:ann@x.com), [Bob Lee](mailto:bob@y.org)", "ann@x.com", "bob@y.org", "")]
    [InlineData("[ann@x.com](mailto:bob@y.org)", "ann@x.com", "bob@y.org", "")]
    [InlineData("mailto:ann@x.com;mailto:bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com ::: bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com or bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com；bob@y.org、cy@z.net", "ann@x.com", "bob@y.org", "cy@z.net")]
    [InlineData("ann@x.com\u00A0bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("(ann@x.com), [bob@y.org].", "ann@x.com", "bob@y.org", "")]
    [InlineData("\"ann@x.com\";\"bob@y.org\"", "ann@x.com", "bob@y.org", "")]
    [InlineData("ann@x.com, ANN@x.com; bob@y.org; bob@y.org", "ann@x.com", "bob@y.org", "")]
    [InlineData("a/b@x.com; ü@müller.de", "a/b@x.com", "ü@müller.de", "")]
    public void Addresses_of_a_list_are_spread(string value, string first, string second, string third)
    {
        var batch = Clean(value, "", "");
        Assert.Equal((first, second, third), Row(batch));
        Assert.Equal(1, CountOf(batch, "EMAIL_SPLIT"));
        Assert.Equal(0, CountOf(batch, "EMAIL_NO_ROOM") + CountOf(batch, "EMAIL_TEXT_DROPPED"));
    }

    [Theory]
    [InlineData("ｊｏｈｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "john@example.com", "", "EMAIL_NARROWED")]
    [InlineData("Ｊｏｈｎ＠Ｘ．ｃｏｍ", "john@x.com", "", "EMAIL_LOWERCASED EMAIL_NARROWED")]
    [InlineData("ａ@x.com；ｂ＠ｘ．ｃｏｍ", "a@x.com", "b@x.com", "EMAIL_NARROWED EMAIL_SPLIT PART_PLACED")]
    [InlineData("ｍａｉｌｔｏ：ａ＠ｘ．ｃｏｍ", "a@x.com", "", "EMAIL_NARROWED EMAIL_UNWRAPPED")]
    [InlineData("田中（営業）＜a@例え。jp＞", "a@例え.jp", "", "EMAIL_NARROWED EMAIL_UNWRAPPED")]
    [InlineData("田中（ＡＢＣ） <a@x.jp>", "a@x.jp", "", "EMAIL_UNWRAPPED")]
    public void Addresses_of_full_width_are_read(string value, string first, string second, string codes)
    {
        var batch = Clean(value, "", "");
        Assert.Equal((first, second, ""), Row(batch));
        Assert.Equal(
            codes,
            string.Join(' ', batch.Counts.Entries.Select(entry => entry.Code.Name).Order(StringComparer.Ordinal))
        );
    }

    [Theory]
    [InlineData("a/b@x.com")]
    [InlineData("ann|lee@x.com")]
    [InlineData("Ann Lee <ann@x.com>")]
    [InlineData("\"Lee, Ann\" <ann@x.com>;")]
    [InlineData("ann@x.com, ")]
    [InlineData("ann@x.com <ann@x.com>")]
    public void One_address_is_no_list(string value)
    {
        var batch = Clean(value, "", "");
        Assert.Equal(("", ""), (Text(batch, 1), Text(batch, 2)));
        Assert.Equal(0, CountOf(batch, "EMAIL_SPLIT"));
        Assert.NotEqual("", Text(batch, 0));
    }

    [Fact]
    public void No_value_is_written_over_another()
    {
        var batch = Clean("a@x.com;b@x.com;c@x.com", "z@x.com", "");
        Assert.Equal(("a@x.com", "z@x.com", "b@x.com"), Row(batch));
        Assert.Equal(1, CountOf(batch, "EMAIL_NO_ROOM"));
    }

    [Fact]
    public void An_address_that_stands_in_its_own_field_already_is_not_placed_twice()
    {
        var batch = Clean("a@x.com;Z@x.com", "z@X.com", "");
        Assert.Equal(("a@x.com", "z@x.com", ""), Row(batch));
        Assert.Equal(0, CountOf(batch, "EMAIL_NO_ROOM"));
    }

    [Fact]
    public void Addresses_without_room_are_counted_and_reject_a_record_under_strict()
    {
        const string value = "a@x.com;b@x.com;c@x.com;d@x.com;e@x.com";
        var batch = Clean(value, "", "");
        Assert.Equal(("a@x.com", "b@x.com", "c@x.com"), Row(batch));
        Assert.Equal(2, CountOf(batch, "EMAIL_NO_ROOM"));
        Assert.Equal(("a@x.com", "EMAIL_NO_ROOM EMAIL_SPLIT"), CleaningBench.Clean("email", value));
        var strict = CleaningBench.Clean("email", value, CleaningBench.Options(strict: true));
        Assert.Equal("rejected:EMAIL_NO_ROOM", strict.Codes);
    }

    [Fact]
    public void What_the_fields_have_no_room_for_goes_to_the_rest()
    {
        string[] fields = ["email", "email_2", "custom.more_emails"];
        var batch = CleaningBench.Batch(
            fields,
            [
                [.. Utf8("a@x.com;b@x.com;c@x.com;d@x.com;b@x.com", "", "")],
            ]
        );
        CleaningBench.Run(batch);
        Assert.Equal(("a@x.com", "b@x.com", "c@x.com; d@x.com"), Row(batch));
        Assert.Equal(0, CountOf(batch, "EMAIL_NO_ROOM"));
        Assert.Equal(2, CountOf(batch, "PART_PLACED"));
    }

    [Fact]
    public void A_list_without_room_is_kept_as_it_is_where_that_is_asked()
    {
        const string value = "A@x.com; b@x.com; c@x.com; d@x.com";
        var keeping = new NormalizationOptions { KeepsLists = true };
        var batch = CleaningBench.Batch(
            ["email", "email_2", "email_3"],
            [
                [.. Utf8(value, "z@x.com", "")],
            ]
        );
        CleaningBench.Run(batch, keeping);
        Assert.Equal((value, "z@x.com", ""), Row(batch));
        Assert.Equal(["LIST_KEPT"], batch.Counts.Entries.Select(entry => entry.Code.Name));
        var strict = CleaningBench.Clean("email", value, keeping with { Strict = true });
        Assert.Equal("rejected:LIST_KEPT", strict.Codes);
    }

    [Theory]
    [InlineData("ann@x.com; none", 1)]
    [InlineData("Lee, ann@x.com", 1)]
    [InlineData("ann@x.com (work), bob@y.org (home)", 2)]
    [InlineData("ann@x.com, bob@", 1)]
    public void Text_beside_an_address_is_counted(string value, int words)
    {
        var batch = Clean(value, "", "");
        Assert.Equal("ann@x.com", Text(batch, 0));
        Assert.Equal(words, CountOf(batch, "EMAIL_TEXT_DROPPED"));
    }

    [Fact]
    public void Every_address_of_a_random_list_is_somewhere_or_counted()
    {
        var random = new Random(Seed);
        string[] separators = [";", ", ", " ", "\n", " / ", "/", " or ", " ::: ", " | "];
        for (var round = 0; round < 2_000; round++)
        {
            var count = random.Next(2, 8);
            var addresses = Enumerable
                .Range(0, count)
                .Select(index => $"p{index}.{round}@x{random.Next(9)}.com")
                .ToList();
            var value = string.Concat(
                addresses.Select(
                    (address, index) =>
                        (index == 0 ? "" : separators[random.Next(separators.Length)])
                        + (random.Next(3) == 0 ? $"Name {index} <{address}>" : address)
                )
            );
            var batch = Clean(value, "", "");
            var kept = new[] { Text(batch, 0), Text(batch, 1), Text(batch, 2) }.Where(text => text.Length > 0);
            Assert.True(addresses.Take(3).SequenceEqual(kept), $"seed {Seed}, round {round}, '{value}'");
            Assert.Equal(Math.Max(0, count - 3), CountOf(batch, "EMAIL_NO_ROOM"));
        }
    }

    [Theory]
    [InlineData("work: ann@example.com", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("Private:ann@example.com", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData("E-Mail：ann@example.com", "ann@example.com", "EMAIL_NARROWED EMAIL_UNWRAPPED")]
    [InlineData("<a href=\"mailto:ann@example.com\">Ann</a>", "ann@example.com", "EMAIL_UNWRAPPED")]
    [InlineData(
        "<a href='mailto:Ann@example.com?subject=x'>Ann Lee</a>",
        "ann@example.com",
        "EMAIL_LOWERCASED EMAIL_UNWRAPPED"
    )]
    [InlineData("ann@example.com bob", "ann@example.com", "EMAIL_TEXT_DROPPED EMAIL_UNWRAPPED")]
    [InlineData("please use ann@example.com", "ann@example.com", "EMAIL_TEXT_DROPPED EMAIL_UNWRAPPED")]
    [InlineData("Ann ann@example.com", "ann@example.com", "EMAIL_TEXT_DROPPED EMAIL_UNWRAPPED")]
    [InlineData("Анна ann@example.com", "ann@example.com", "EMAIL_TEXT_DROPPED EMAIL_UNWRAPPED")]
    [InlineData("Bob: ann@example.com", "ann@example.com", "EMAIL_TEXT_DROPPED EMAIL_UNWRAPPED")]
    public void The_one_address_of_a_cell_of_words_is_kept(string value, string cleaned, string codes) =>
        CleaningBench.Expect("email", value, cleaned, codes);

    [Theory]
    [InlineData("ann lee@example.com")]
    [InlineData("ann. lee@example.com")]
    [InlineData("ann@example.co m")]
    [InlineData("ann@example.co .uk")]
    [InlineData("ann @example.com")]
    [InlineData("ann@example. com")]
    public void An_address_that_may_be_a_part_of_a_longer_one_is_not_taken(string value) =>
        CleaningBench.Expect("email", value, "", "EMAIL_SYNTAX");

    [Theory]
    [InlineData("SMTP:Ann@x.com", "ann@x.com", "EMAIL_LOWERCASED EMAIL_UNWRAPPED")]
    [InlineData("smtp:ann@x.com", "ann@x.com", "EMAIL_UNWRAPPED")]
    [InlineData("«cy@x.com»", "cy@x.com", "EMAIL_UNWRAPPED")]
    [InlineData("‘ann@x.com’", "ann@x.com", "EMAIL_UNWRAPPED")]
    [InlineData("“Ann@x.com”;", "ann@x.com", "EMAIL_LOWERCASED EMAIL_UNWRAPPED")]
    [InlineData("„ann@münchen.de“", "ann@münchen.de", "EMAIL_UNWRAPPED")]
    [InlineData("「ann@x.jp」", "ann@x.jp", "EMAIL_UNWRAPPED")]
    public void What_programs_and_people_write_around_an_address_is_removed(
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect("email", value, cleaned, codes);

    [Theory]
    [InlineData("smtp:bob@x.com;SMTP:bob2@x.com", "bob2@x.com", "bob@x.com", "")]
    [InlineData("smtp:a@x.com;smtp:b@x.com;SMTP:c@x.com", "c@x.com", "a@x.com", "b@x.com")]
    [InlineData("SMTP:a@x.com,SMTP:b@x.com", "a@x.com", "b@x.com", "")]
    [InlineData("smtp:a@x.com smtp:b@x.com", "a@x.com", "b@x.com", "")]
    [InlineData("“a@x.com”, “b@x.com”", "a@x.com", "b@x.com", "")]
    public void The_primary_address_of_a_mailbox_comes_first(string value, string first, string second, string third)
    {
        var batch = Clean(value, "", "");
        Assert.Equal((first, second, third), Row(batch));
        Assert.Equal(0, CountOf(batch, "EMAIL_TEXT_DROPPED"));
    }

    [Theory]
    [InlineData("achmielewski@belairmd.orgA Chmielewski sm10")]
    [InlineData("ann@example.deAnn, Smith")]
    public void An_address_whose_end_runs_into_the_text_behind_it_is_not_taken(string value) =>
        CleaningBench.Expect("email", value, "", "EMAIL_SYNTAX");

    [Theory]
    [InlineData("Ann@Example.COM Smith", "ann@example.com")]
    [InlineData("ann@Example.Com Smith", "ann@example.com")]
    public void Capitals_of_an_end_alone_say_nothing(string value, string cleaned) =>
        Assert.Equal(cleaned, CleaningBench.Clean("email", value).Item1);

    [Fact]
    public void Another_address_beside_one_that_runs_into_text_is_kept()
    {
        var batch = Clean("ann@example.orgA Smith bob@example.org", "", "");
        Assert.Equal(("bob@example.org", "", ""), Row(batch));
        Assert.Equal(2, CountOf(batch, "EMAIL_TEXT_DROPPED"));
    }

    [Fact]
    public void Two_labelled_addresses_are_two()
    {
        var batch = Clean("work: ann@example.com home: bob@example.org", "", "");
        Assert.Equal(("ann@example.com", "bob@example.org", ""), Row(batch));
        Assert.Equal(0, CountOf(batch, "EMAIL_TEXT_DROPPED"));
    }

    static RecordBatch Clean(params string[] values)
    {
        var batch = CleaningBench.Batch(
            ["email", "email_2", "email_3"],
            [
                [.. values.Select(Encoding.UTF8.GetBytes)],
            ]
        );
        CleaningBench.Run(batch, new NormalizationOptions());
        return batch;
    }

    static IEnumerable<byte[]> Utf8(params string[] values) => values.Select(Encoding.UTF8.GetBytes);

    static (string, string, string) Row(RecordBatch batch) => (Text(batch, 0), Text(batch, 1), Text(batch, 2));

    static string Text(RecordBatch batch, int column) => Encoding.UTF8.GetString(batch.Value(0, column));

    static long CountOf(RecordBatch batch, string code) =>
        batch.Counts.Entries.Where(entry => entry.Code.Name == code).Sum(entry => entry.Count);
}
