using System.Text;
using Etl.Core.Diagnostics;
using Etl.Formats.Encodings.EastAsian;

namespace Etl.Formats.Encodings;

/// <summary>Finds encodings by the names that users write: every one that .NET has, code pages included.
/// Those of East Asia are read as the Encoding Standard has them, see <see cref="EastAsianEncoding"/>.</summary>
public static class EncodingCatalog
{
    static readonly (string Name, string Meaning)[] shortNames =
    [
        ("utf8", "utf-8"),
        ("utf16", "utf-16"),
        ("utf-16le", "utf-16"),
        ("utf-16be", "utf-16BE"),
        ("utf32", "utf-32"),
        ("latin1", "iso-8859-1"),
        ("ansi", "windows-1252"),
        ("cp1252", "windows-1252"),
        ("gbk", "gb18030"),
        ("x-gbk", "gb18030"),
        ("gb_2312", "gb18030"),
        ("windows-936", "gb18030"),
        ("ms936", "gb18030"),
        ("sjis", "shift_jis"),
        ("windows-31j", "shift_jis"),
        ("ms932", "shift_jis"),
        ("eucjp", "euc-jp"),
        ("big5-hkscs", "big5"),
        ("hkscs", "big5"),
        ("uhc", "euc-kr"),
        ("euckr", "euc-kr"),
        ("windows-949", "euc-kr"),
        ("ms949", "euc-kr"),
    ];

    static EncodingCatalog() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name (<c>windows-1252</c>, <c>utf-16</c>, <c>gb18030</c>, <c>cp850</c>, <c>1251</c>). Throws a <see cref="JobException"/> that names near ones.</summary>
    public static Encoding Find(string name)
    {
        var meant = Array.Find(
            shortNames,
            entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)
        );
        try
        {
            var digits = name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) ? name[2..] : name;
            var isCodePage = int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var codePage);
            var found = isCodePage ? Encoding.GetEncoding(codePage) : Encoding.GetEncoding(meant.Meaning ?? name);
            return found.CodePage == 65000
                ? throw new NotSupportedException("UTF-7 is not read.")
                : EastAsianEncoding.Of(found.CodePage) ?? found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            var nearest = NearestNames.One(name, Names());
            var hint = nearest is null ? "." : $"; did you mean \"{nearest}\"?";
            throw new JobException(
                $"--encoding \"{name}\" is not an encoding that Etl knows{hint} Common ones are utf-8, utf-16, windows-1252, windows-1251, gb18030, big5, shift_jis and euc-kr, for example --encoding windows-1252.",
                exception
            );
        }
    }

    /// <summary>True when text of that encoding needs no transcoding.</summary>
    internal static bool IsUtf8(Encoding encoding) => encoding.CodePage is 65001 or 20127;

    static IEnumerable<string> Names() =>
        Encoding.GetEncodings().Select(entry => entry.Name).Concat(shortNames.Select(entry => entry.Name));
}
