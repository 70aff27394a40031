using System.Text;
using Etl.Formats.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace Etl.Formats.Tests.Csv;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3+cmd", "'-2+3+cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''=1", "'''=1")]
    [InlineData("'t Hooft", "'t Hooft")]
    [InlineData("+14155552671", "+14155552671")]
    [InlineData("+1 (415) 555-2671", "+1 (415) 555-2671")]
    [InlineData("+14155552671;ext=12", "+14155552671;ext=12")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-1e5", "-1e5")]
    [InlineData("-", "'-")]
    [InlineData("Ann", "Ann")]
    [InlineData("", "")]
    public void Values_that_would_run_get_an_apostrophe(string value, string expected)
    {
        Assert.Equal(expected, Encoding.UTF8.GetString(Add(Encoding.UTF8.GetBytes(value))));
    }

    [Fact]
    public void Removing_is_the_exact_inverse_for_all_values()
    {
        var alphabet = Gen.Elements(
            "'=+-@\t\r\n\0 ＝＋－＠1.5e,;()ax".EnumerateRunes().Select(rune => rune.ToString()).ToArray()
        );
        var texts = Gen.ListOf(alphabet).Select(parts => string.Concat(parts));
        Prop.ForAll(
                Arb.From(texts),
                text =>
                {
                    var value = Encoding.UTF8.GetBytes(text);
                    return FormulaGuard.Remove(Add(value)).SequenceEqual(value);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    static byte[] Add(byte[] value)
    {
        var guarded = new byte[value.Length + 1];
        return guarded[..FormulaGuard.Add(value, guarded)];
    }
}
