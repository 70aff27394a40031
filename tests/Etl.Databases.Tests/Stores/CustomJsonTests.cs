using System.Text;
using System.Text.Json;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Databases.Stores;

namespace Etl.Databases.Tests.Stores;

public sealed class CustomJsonTests
{
    [Theory]
    [InlineData("1234.56", "{\"x\":1234.56}")]
    [InlineData("-0.5", "{\"x\":-0.5}")]
    [InlineData("true", "{\"x\":true}")]
    [InlineData("1.2.3", "{\"x\":\"1.2.3\"}")]
    [InlineData("007", "{\"x\":\"007\"}")]
    [InlineData("null", "{\"x\":\"null\"}")]
    [InlineData("1 2", "{\"x\":\"1 2\"}")]
    [InlineData("{", "{\"x\":\"{\"}")]
    [InlineData("", "")]
    public void Numbers_and_truth_values_are_written_as_such_and_never_as_broken_json(string value, string json) =>
        Assert.Equal(json, Write(value, new CustomType(CustomKind.Number, "")));

    [Theory]
    [InlineData("", "{\"x\":\"1.234\"}")]
    [InlineData("en", "{\"x\":1.234}")]
    public void A_number_that_could_be_two_stays_text(string language, string json) =>
        Assert.Equal(json, Write("1.234", new CustomType(CustomKind.Number, language)));

    [Theory]
    [InlineData("1234.56", "{\"x\":\"1234.56\"}")]
    [InlineData("true", "{\"x\":\"true\"}")]
    public void Fields_without_such_a_type_stay_texts(string value, string json) =>
        Assert.Equal(json, Write(value, null));

    static string Write(string value, CustomType? type)
    {
        var batch = new RecordBatch(RowBlock.Padding);
        batch.Reset(new BatchLayout([new ColumnPlan("x", 0, ContactFields.Find("custom.x"), "set")]), 0);
        batch.AddRow(new RowSpan(0, 0)).Clear();
        if (value.Length > 0)
        {
            batch.Replace(0, 0, Encoding.UTF8.GetBytes(value));
        }
        var field = new CustomField(0, "x", JsonEncodedText.Encode("x")) { Type = type };
        return Encoding.UTF8.GetString(new CustomJson().Write(batch, 0, [field]));
    }
}
