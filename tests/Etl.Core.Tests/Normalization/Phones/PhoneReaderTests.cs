using System.Globalization;
using System.Text;
using Etl.Core.Normalization.Phones;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Testing;

namespace Etl.Core.Tests.Normalization.Phones;

/// <summary>
/// The answers of Google's libphonenumber to a few thousand generated numbers of all regions; <c>bench/peers/phones</c> made
/// them, and compares hundreds of thousands.
/// </summary>
public sealed class PhoneReaderTests
{
    const int Seed = 20_261_122;
    const int RandomCount = 20_000;

    static readonly string[] vectors = File.ReadAllLines(
        RepositoryRoot.Combine("tests/Etl.Core.Tests/Normalization/Phones/cases/libphonenumber.txt")
    );

    [Fact]
    public void Numbers_are_read_as_by_libphonenumber()
    {
        foreach (var line in vectors)
        {
            var parts = line.Split('\t');
            var (value, codes) = CleaningBench.Clean("phone", parts[1], CleaningBench.Options(Country(parts[0])));
            var state =
                !value.StartsWith('+') ? "none"
                : codes.Contains("PHONE_NOT_VALID", StringComparison.Ordinal) ? "possible"
                : "valid";
            Assert.Equal((line, parts[2], parts[3]), (line, state, state == "none" ? "" : value));
        }
    }

    [Fact]
    public void Kinds_and_regions_are_those_of_libphonenumber()
    {
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        foreach (var line in vectors)
        {
            var parts = line.Split('\t');
            if (parts[2] != "valid")
            {
                continue;
            }
            var digits = Encoding.ASCII.GetBytes(parts[3].Split(';')[0][1..]);
            var reading = PhoneReader.Read(digits, hasPlus: true, null, room);
            Assert.Equal((line, Plain(parts[4])), (line, Plain(reading.Kind.ToString())));
            var region = reading.Region == 0 ? "001" : $"{(char)(reading.Region >> 8)}{(char)(reading.Region & 0xFF)}";
            Assert.Equal((line, parts[5]), (line, region));
        }
    }

    [Fact]
    public void Cleaning_a_cleaned_number_changes_nothing()
    {
        var random = new Random(Seed);
        string[] starts = ["", "", "+", "00", "011", "0", "1", "8", "(0)", "+0", "15"];
        var rows = new byte[RandomCount][][];
        foreach (ref var row in rows.AsSpan())
        {
            var plan = PhonePlans.All[random.Next(PhonePlans.All.Count)];
            var code = random.Next(2) == 0 ? plan.CallingCode.ToString(CultureInfo.InvariantCulture) : "";
            var digits = string.Concat(Enumerable.Range(0, random.Next(3, 14)).Select(_ => random.Next(10)));
            var text = starts[random.Next(starts.Length)] + code + starts[random.Next(starts.Length)] + digits;
            row = [Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(RegionOf(random))];
        }
        var once = Clean(rows);
        var twice = Clean([.. rows.Select((row, index) => new[] { Encoding.UTF8.GetBytes(once[index]), row[1] })]);
        for (var index = 0; index < RandomCount; index++)
        {
            var text = Encoding.UTF8.GetString(rows[index][0]) + " " + Encoding.UTF8.GetString(rows[index][1]);
            Assert.Equal((text, once[index]), (text, twice[index]));
        }
    }

    static string[] Clean(byte[][][] rows)
    {
        var batch = CleaningBench.Batch(["phone", "country"], rows);
        CleaningBench.Run(batch);
        return [.. Enumerable.Range(0, rows.Length).Select(row => Encoding.UTF8.GetString(batch.Value(row, 0)))];
    }

    static string RegionOf(Random random)
    {
        var letters = PhonePlans.All[random.Next(PhonePlans.All.Count)].Letters;
        return letters == 0 ? "" : $"{(char)(letters >> 8)}{(char)(letters & 0xFF)}";
    }

    static string? Country(string region) => region.Length == 0 ? null : region;

    static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            "PERSONALNUMBER" => "PERSONAL",
            "UAN" => "UNIVERSALACCESS",
            var plain => plain,
        };
}
