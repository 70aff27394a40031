namespace Etl.Core.Tests.Normalization;

public sealed class TextTests
{
    [Theory]
    [InlineData("Ann", "Ann", "")]
    [InlineData("Ann Smith", "Ann Smith", "")]
    [InlineData("  Ann ", "Ann", "TEXT_TRIMMED")]
    [InlineData("\u00A0Ann\u3000\t", "Ann", "TEXT_TRIMMED")]
    [InlineData("   ", "", "TEXT_TRIMMED")]
    [InlineData("Ann  Smith", "Ann Smith", "TEXT_SPACES_COLLAPSED")]
    [InlineData("Ann\tSmith", "Ann Smith", "TEXT_SPACES_COLLAPSED")]
    [InlineData("Ann\u00A0Smith", "Ann Smith", "TEXT_SPACES_COLLAPSED")]
    [InlineData("Ann\r\nSmith", "Ann Smith", "TEXT_SPACES_COLLAPSED")]
    [InlineData(" Ann \u200B Smith", "Ann Smith", "TEXT_INVISIBLE_REMOVED TEXT_SPACES_COLLAPSED TEXT_TRIMMED")]
    [InlineData("An\u0007n", "Ann", "TEXT_CONTROLS_REMOVED")]
    [InlineData("An\u0081n", "Ann", "TEXT_CONTROLS_REMOVED")]
    [InlineData("O\u0092Neal", "O’Neal", "TEXT_SIGN_RESTORED")]
    [InlineData("Café\u0092s", "Café’s", "TEXT_SIGN_RESTORED")]
    [InlineData("Foo \u0096 Bar\u0085", "Foo – Bar…", "TEXT_SIGN_RESTORED")]
    [InlineData("Foo\u0085Bar", "Foo Bar", "TEXT_SPACES_COLLAPSED")]
    [InlineData("Café Oâ\u0080\u0099Neil", "Café Oâ\u0080\u0099Neil", "TEXT_MOJIBAKE")]
    [InlineData("5 \u0080\u0080\u0080\u0080", "5 €€€€", "TEXT_SIGN_RESTORED")]
    [InlineData("An\0n", "Ann", "TEXT_NULL_REMOVED")]
    [InlineData("\uFEFFAnn", "Ann", "TEXT_INVISIBLE_REMOVED")]
    [InlineData("An\u00ADn", "Ann", "TEXT_INVISIBLE_REMOVED")]
    [InlineData("Jose\u0301", "José", "TEXT_COMPOSED")]
    [InlineData("José Núñez", "José Núñez", "")]
    [InlineData("王小明", "王小明", "")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم", "")]
    [InlineData("क्\u200Dष", "क्\u200Dष", "")]
    [InlineData("👩\u200D👧", "👩\u200D👧", "")]
    [InlineData("a\u200Db", "ab", "TEXT_INVISIBLE_REMOVED")]
    [InlineData("#N/A", "", "EXCEL_ERROR_VALUE")]
    [InlineData("########", "", "EXCEL_ERROR_VALUE")]
    [InlineData("#1 Plumbing", "#1 Plumbing", "")]
    [InlineData("=\"0123\"", "0123", "EXCEL_TEXT_UNWRAPPED")]
    [InlineData("'0123", "0123", "EXCEL_TEXT_UNWRAPPED")]
    [InlineData("'t Hooft", "'t Hooft", "")]
    [InlineData("=1+1", "=1+1", "")]
    [InlineData("e\u200B\u0301", "é", "TEXT_COMPOSED TEXT_INVISIBLE_REMOVED")]
    public void One_line_of_text_is_cleaned(string value, string cleaned, string codes) =>
        CleaningBench.Expect("company", value, cleaned, codes);

    [Theory]
    [InlineData("\"Ann\"", "Ann", "NAME_QUOTES_REMOVED")]
    [InlineData("“Ann”", "Ann", "NAME_QUOTES_REMOVED")]
    [InlineData("' Ann '", "Ann", "NAME_QUOTES_REMOVED TEXT_TRIMMED")]
    [InlineData("\"Bob\" Smith \"Junior\"", "\"Bob\" Smith \"Junior\"", "")]
    [InlineData("O'Neil", "O'Neil", "")]
    [InlineData("\"", "\"", "")]
    [InlineData("\"\"", "", "NAME_QUOTES_REMOVED")]
    public void Names_lose_quotes_around_them(string value, string cleaned, string codes) =>
        CleaningBench.Expect("first_name", value, cleaned, codes);

    [Theory]
    [InlineData("a\nb", "a\nb", "")]
    [InlineData("a\r\nb\rc", "a\nb\nc", "TEXT_LINE_BREAKS_UNIFIED")]
    [InlineData("a\u2028b", "a\nb", "TEXT_LINE_BREAKS_UNIFIED")]
    [InlineData(" a  \tb \r\n", "a  \tb", "TEXT_TRIMMED")]
    [InlineData("a\u0001b", "ab", "TEXT_CONTROLS_REMOVED")]
    [InlineData("#REF!", "", "EXCEL_ERROR_VALUE")]
    public void Text_of_several_lines_keeps_its_layout(string value, string cleaned, string codes) =>
        CleaningBench.Expect("notes", value, cleaned, codes);

    [Theory]
    [InlineData("external_id", " =\"0 1\"  ", "=\"0 1\"", "TEXT_TRIMMED")]
    [InlineData("external_id", "a  b", "a  b", "")]
    [InlineData("custom.x", "e\u0301 ", "e\u0301", "TEXT_TRIMMED")]
    [InlineData("custom.x", "a\0b", "ab", "TEXT_NULL_REMOVED")]
    [InlineData("custom.x", "#N/A", "#N/A", "")]
    public void Identifiers_and_custom_fields_are_only_trimmed(
        string field,
        string value,
        string cleaned,
        string codes
    ) => CleaningBench.Expect(field, value, cleaned, codes);
}
