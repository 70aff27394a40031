namespace Etl.Databases.Tests.Postgres.Encoders;

/// <summary>Makes values near given ones: characters of them are dropped, doubled, swapped, or replaced by others of the set.</summary>
sealed class ValueFuzzer(Random random, IReadOnlyList<string> seeds)
{
    const int LengthMax = 60;
    const int EditsMax = 3;

    readonly string alphabet = string.Concat(
        seeds.Where(seed => seed.Length <= LengthMax).SelectMany(seed => seed).Where(char.IsAscii).Distinct().Order()
    );

    public List<string> Take(int count)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var tries = 0; values.Count < count && tries < 10 * count; tries++)
        {
            var value = Next();
            if (value.Length > 0)
            {
                values.Add(value);
            }
        }
        return [.. values.Order(StringComparer.Ordinal)];
    }

    string Next()
    {
        var seed = seeds[random.Next(seeds.Count)];
        var value = seed.Length > LengthMax ? seed[..LengthMax] : seed;
        if (!value.All(char.IsAscii))
        {
            return value;
        }
        for (var edits = random.Next(1, EditsMax + 1); edits > 0; edits--)
        {
            value = Edit(value);
        }
        return value;
    }

    string Edit(string value)
    {
        var place = random.Next(value.Length + 1);
        var other = alphabet[random.Next(alphabet.Length)].ToString();
        return random.Next(5) switch
        {
            0 when place < value.Length => value.Remove(place, 1),
            1 => value.Insert(place, other),
            2 when place < value.Length => value.Remove(place, 1).Insert(place, other),
            3 when place < value.Length => value.Insert(place, value[place].ToString()),
            _ => value[..place]
                + seeds[random.Next(seeds.Count)] switch
                {
                    { Length: > 0 } tail when tail.All(char.IsAscii) => tail[random.Next(tail.Length)..],
                    _ => "",
                },
        };
    }
}
