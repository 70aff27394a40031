using System.Text;

namespace Etl.Datasets.Vocabulary;

/// <summary>What people of one country are called, where they live, and how their phone numbers look.</summary>
sealed class Region
{
    public required string Countries { get; init; }

    /// <summary>Given names as <c>native=latin</c>, apart by commas. The latin form goes into e-mail addresses.</summary>
    public required string FirstNames { get; init; }

    public required string LastNames { get; init; }

    public required string Cities { get; init; }

    public string States { get; init; } = "";

    /// <summary>Digits in a postal code; 0 for the form of letters and digits that Britain and Canada use.</summary>
    public int PostalDigits { get; init; } = 5;

    public required PhonePlan Phones { get; init; }

    public byte[][] CountryNames => field ??= Split(Countries);

    public byte[][] CityNames => field ??= Split(Cities);

    public byte[][] StateNames => field ??= Split(States);

    public byte[][] First => field ??= Sides(FirstNames, 0);

    public byte[][] FirstLatin => field ??= Sides(FirstNames, 1);

    public byte[][] Last => field ??= Sides(LastNames, 0);

    public byte[][] LastLatin => field ??= Sides(LastNames, 1);

    static byte[][] Split(string list) => [.. list.Split(',').Select(Encoding.UTF8.GetBytes)];

    static byte[][] Sides(string list, int side) =>
        [
            .. list.Split(',')
                .Select(name => name.Split('='))
                .Select(sides => sides.Length > 1 ? sides[side] : LowerOnRight(sides[0], side))
                .Select(Encoding.UTF8.GetBytes),
        ];

    static string LowerOnRight(string name, int side) => side == 0 ? name : name.ToLowerInvariant();
}
