namespace Etl.Core.Tests.Normalization.TagLists;

public sealed class TagsTests
{
    const string Formatted = "TAGS_FORMATTED";

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
    [InlineData("\"VIP\" customers")]
    [InlineData("[VIP]")]
    [InlineData("[\"VIP\"")]
    [InlineData("[[\"VIP\"]]")]
    [InlineData("あいう")]
    [InlineData("ｆｕｌｌ")]
    [InlineData("VIP")]
    public void What_is_no_list_is_one_label(string value) => CleaningBench.Expect("tags", value, value, "");
}
