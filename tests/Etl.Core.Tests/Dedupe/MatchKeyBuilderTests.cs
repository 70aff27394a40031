using System.Text;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Rejects;
using Etl.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Etl.Core.Tests.Dedupe;

public sealed class MatchKeyBuilderTests
{
    static readonly UInt128 key = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);

    [Fact]
    public void Slots_are_the_alternatives_of_all_rules_in_order()
    {
        var builder = new MatchKeyBuilder(MatchRule.Default, key);
        Assert.Equal(3, builder.KeyCount);
        Assert.Equal([0, 1, 1], Enumerable.Range(0, 3).Select(builder.RuleOfSlot));
        Assert.Equal(
            ["email", "phone", "mobile"],
            Enumerable.Range(0, 3).Select(slot => builder.FieldsOfSlot(slot)[0])
        );
    }

    [Fact]
    public void Phone_and_mobile_share_their_keys_and_email_does_not()
    {
        var keys = Compute(
            ["email", "phone", "mobile"],
            MatchRule.Default,
            ["+15551234567", "+15551234567", "+15551234567"]
        );
        Assert.Equal(keys[1], keys[2]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Theory]
    [InlineData("0000000000", false)]
    [InlineData("+19999999999", false)]
    [InlineData("+490000", false)]
    [InlineData("00", false)]
    [InlineData("+12125550000", true)]
    [InlineData("+18888888888", false)]
    [InlineData("+15555555555;ext=1", false)]
    [InlineData("+12125550123;ext=55", true)]
    [InlineData("0000000001", true)]
    [InlineData("7", true)]
    [InlineData("+٦٩ - ٠ ٧٢/٠٤٨ (38/33", true)]
    public void One_digit_over_and_over_identifies_nobody(string phone, bool identifies)
    {
        var keys = Compute(["phone", "mobile"], MatchRule.Default, [phone, phone]);
        Assert.Equal(identifies, keys[1] != UInt128.Zero);
        Assert.Equal(keys[1], keys[2]);
        var writer = new MatchKeyBuilder(MatchRule.Default, key).CreateWriter();
        Assert.Equal(identifies, writer.Key(1, Encoding.UTF8.GetBytes(phone)) != UInt128.Zero);
    }

    [Fact]
    public void Empty_values_unmapped_fields_and_rows_already_decided_have_no_key()
    {
        var builder = new MatchKeyBuilder(MatchRule.Default, key);
        var layout = TableBatch.Layout("phone", "email");
        var batch = TableBatch.Of(layout, 3, ["+1", "a@b.c"], ["", "a@b.c"], ["+1", ""], ["+1", "a@b.c"]);
        batch.Reject(3, RejectStage.Validate, 0, Codes.EmptyContact);
        batch.Keys.Fill(7);
        builder.Bind(layout).Compute(batch);
        var present = batch.Keys.ToArray().Select(one => one != UInt128.Zero);
        Assert.Equal([true, true, false, true, false, false, false, true, false, false, false, false], present);
    }

    [Fact]
    public void A_key_of_several_fields_needs_all_of_them_and_ignores_case()
    {
        var rules = MatchRules.Parse(["first_name+last_name"]);
        string[] fields = ["last_name", "first_name"];
        var anna = Compute(fields, rules, ["MÜLLER", "Anna"]);
        Assert.Equal(anna, Compute(fields, rules, ["Müller", "ANNA"]));
        Assert.NotEqual(anna, Compute(fields, rules, ["AnnaM", "üller"]));
        Assert.NotEqual(anna, Compute(fields, rules, ["Anna", "Müller"]));
        Assert.Equal(UInt128.Zero, Compute(fields, rules, ["", "Anna"])[0]);
        Assert.Equal(UInt128.Zero, Compute(fields, rules, ["Müller", ""])[0]);
    }

    [Fact]
    public void Identifiers_keep_their_case()
    {
        var rules = MatchRules.Parse(["external_id"]);
        Assert.NotEqual(Compute(["external_id"], rules, ["003aB"]), Compute(["external_id"], rules, ["003AB"]));
    }

    [Fact]
    public void A_stored_value_gives_the_key_of_the_same_value_in_a_batch()
    {
        var rules = MatchRules.Parse(["email", "phone", "first_name+city+custom.x"]);
        var builder = new MatchKeyBuilder(rules, key);
        string[] fields = ["email", "phone", "mobile", "first_name", "city", "custom.x"];
        var layout = TableBatch.Layout(fields);
        var writer = builder.CreateWriter();
        Prop.ForAll<NonNull<string>, NonNull<string>, NonNull<string>>(
                (first, second, third) =>
                {
                    var row = new[] { first.Get, second.Get, third.Get, first.Get, second.Get, third.Get };
                    var batch = TableBatch.Of(layout, builder.KeyCount, row);
                    builder.Bind(layout).Compute(batch);
                    for (var slot = 0; slot < builder.KeyCount; slot++)
                    {
                        writer.Begin(slot);
                        foreach (var field in builder.FieldsOfSlot(slot))
                        {
                            writer.Append(Encoding.UTF8.GetBytes(row[Array.IndexOf(fields, field)]));
                        }
                        Assert.Equal(batch.Keys[slot], writer.End());
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Keys_of_many_rows_are_those_of_their_values()
    {
        string[] emails = ["ada@example.org", "a@b.c", "", "grace.hopper@long.example.com", "ann@münchen.example"];
        string[] phones = ["+15551234567", "", "+491711234567;ext=12", "0000000000", "5550100"];
        var rows = Enumerable
            .Range(0, 500)
            .Select(row => new[] { emails[row * row % 7 % 5], phones[row % 5], phones[(row / 5) % 5] })
            .ToArray();
        var builder = new MatchKeyBuilder(MatchRule.Default, key);
        var writer = builder.CreateWriter();
        var layout = TableBatch.Layout("email", "phone", "mobile");
        var batch = TableBatch.Of(layout, 3, rows);
        batch.Reject(3, RejectStage.Validate, 0, Codes.EmptyContact);
        builder.Bind(layout).Compute(batch);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var slot = 0; slot < 3; slot++)
            {
                var expected = row == 3 ? UInt128.Zero : writer.Key(slot, Encoding.UTF8.GetBytes(rows[row][slot]));
                Assert.Equal((row, slot, expected), (row, slot, batch.Keys[3 * row + slot]));
            }
        }
    }

    [Fact]
    public void Another_job_has_other_keys()
    {
        var layout = TableBatch.Layout("email");
        var one = TableBatch.Of(layout, 3, ["a@b.c"]);
        var other = TableBatch.Of(layout, 3, ["a@b.c"]);
        new MatchKeyBuilder(MatchRule.Default, 1).Bind(layout).Compute(one);
        new MatchKeyBuilder(MatchRule.Default, 2).Bind(layout).Compute(other);
        Assert.NotEqual(one.Keys[0], other.Keys[0]);
    }

    [Fact]
    public void Keys_cost_no_memory_per_row()
    {
        var rules = MatchRules.Parse(["email", "phone", "first_name+last_name"]);
        var layout = TableBatch.Layout("email", "phone", "mobile", "first_name", "last_name");
        var builder = new MatchKeyBuilder(rules, key);
        var rows = Enumerable
            .Range(0, 500)
            .Select(row =>
                new[]
                {
                    FormattableString.Invariant($"p{row}@x.org"),
                    FormattableString.Invariant($"+1555{row}"),
                    "",
                    "Zoë",
                    "Öztürk",
                }
            )
            .ToArray();
        var batch = TableBatch.Of(layout, builder.KeyCount, rows);
        var keys = builder.Bind(layout);
        Assert.Equal(0, Allocation.Least(() => keys.Compute(batch)));
    }

    static UInt128[] Compute(string[] fields, IReadOnlyList<MatchRule> rules, string[] row)
    {
        var builder = new MatchKeyBuilder(rules, key);
        var layout = TableBatch.Layout(fields);
        var batch = TableBatch.Of(layout, builder.KeyCount, row);
        builder.Bind(layout).Compute(batch);
        return batch.Keys.ToArray();
    }
}
