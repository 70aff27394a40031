using Etl.Core.Diagnostics;
using Etl.Core.Schema;
using Etl.Core.Tests.Normalization;
using Etl.Core.Validation;

namespace Etl.Core.Tests.Validation;

public sealed class RowRuleTests
{
    [Fact]
    public void A_record_that_is_nobody_is_rejected()
    {
        var batch = CleaningBench.Batch(
            ["name_prefix", "first_name", "email", "city"],
            ["Mr"u8.ToArray(), [], [], "Rome"u8.ToArray()],
            [
                [],
                "Ann"u8.ToArray(),
                [],
                [],
            ],
            [
                [],
                [],
                "not an address"u8.ToArray(),
                [],
            ]
        );
        CleaningBench.Run(batch);
        new EmptyContactRule().Apply(batch);
        Assert.Equal([0, 2], batch.Rejects.Select(reject => reject.Row));
        Assert.All(batch.Rejects, reject => Assert.Equal(Codes.EmptyContact, reject.Code));
    }

    [Fact]
    public void Without_a_column_that_says_who_it_is_nothing_is_judged()
    {
        var batch = CleaningBench.Batch(
            ["city"],
            [
                [],
            ],
            ["Rome"u8.ToArray()]
        );
        new EmptyContactRule().Apply(batch);
        Assert.Empty(batch.Rejects);
    }

    [Fact]
    public void A_required_field_must_have_a_value_after_cleaning()
    {
        var batch = CleaningBench.Batch(
            ["email", "city"],
            ["x"u8.ToArray(), "Rome"u8.ToArray()],
            ["a@b.example"u8.ToArray(), " "u8.ToArray()]
        );
        CleaningBench.Run(batch);
        new RequiredFieldsRule([ContactFields.Find("email")!, ContactFields.Find("city")!]).Apply(batch);
        Assert.Equal([(0, 0), (1, 1)], batch.Rejects.Select(reject => (reject.Row, reject.Column)));
        Assert.Equal("The required field \"email\" has no value.", batch.Rejects[0].Message);
    }

    [Fact]
    public void A_required_field_without_a_column_is_missing_everywhere()
    {
        var batch = CleaningBench.Batch(["email"], ["a@b.example"u8.ToArray()]);
        new RequiredFieldsRule([ContactFields.Find("phone")!]).Apply(batch);
        Assert.Equal(Codes.FieldRequired, Assert.Single(batch.Rejects).Code);
    }
}
