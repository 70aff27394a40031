using System.Globalization;

namespace Etl.Cli.Screen;

/// <summary>Numbers and times as people read them.</summary>
static class Figures
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double part, double whole) =>
        whole == 0 ? "" : (100 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Time(double seconds) =>
        seconds < 60
            ? seconds.ToString(seconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " s"
            : string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 60} min {(long)seconds % 60} s");

    public static string Plural(long count, string noun) => Count(count) + " " + noun + (count == 1 ? "" : "s");
}
