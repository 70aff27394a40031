using System.Globalization;

namespace Etl.Testing;

/// <summary>
/// Runs a randomised test over fixed seeds and names the seed when it fails. Setting <c>ETL_TEST_SEED</c> runs that seed alone.
/// </summary>
public static class Repeat
{
    /// <summary>The environment variable that holds the one seed to run.</summary>
    public const string SeedVariable = "ETL_TEST_SEED";

    /// <summary>Runs <paramref name="body"/> once per seed, from <paramref name="firstSeed"/> on.</summary>
    public static void ForSeeds(int seedCount, Action<Random> body, int firstSeed = 1)
    {
        foreach (var seed in Seeds(firstSeed, seedCount))
        {
            try
            {
                body(new Random(seed));
            }
            catch (Exception exception)
            {
                throw Failed(seed, exception);
            }
        }
    }

    /// <summary>Runs <paramref name="body"/> once per seed, one after the other, from <paramref name="firstSeed"/> on.</summary>
    public static async Task ForSeedsAsync(int seedCount, Func<Random, Task> body, int firstSeed = 1)
    {
        foreach (var seed in Seeds(firstSeed, seedCount))
        {
            try
            {
                await body(new Random(seed));
            }
            catch (Exception exception)
            {
                throw Failed(seed, exception);
            }
        }
    }

    static IEnumerable<int> Seeds(int first, int count) =>
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } only
            ? [int.Parse(only, CultureInfo.InvariantCulture)]
            : Enumerable.Range(first, count);

    static InvalidOperationException Failed(int seed, Exception exception) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Failed with seed {seed}; set {SeedVariable}={seed} to run it alone. {exception.Message}"
            ),
            exception
        );
}
