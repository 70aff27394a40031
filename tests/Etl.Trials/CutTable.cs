using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>A kind of table that <see cref="CutTrial"/> loads into: how an undisturbed import ends, and how often it takes each step.</summary>
sealed class CutTable(
    PostgresTables tables,
    TimeSpan duration,
    StoreState expected,
    IReadOnlyDictionary<PostgresStep, int> counts
)
{
    public PostgresTables Tables => tables;

    /// <summary>How long an undisturbed import takes.</summary>
    public TimeSpan Duration => duration;

    public StoreState Expected => expected;

    /// <summary>How often an undisturbed import takes a step.</summary>
    public int Count(PostgresStep step) => counts[step];

    /// <summary>Imports undisturbed, without the proxy and through it.</summary>
    public static async Task<CutTable> MeasureAsync(
        TrialImport import,
        PostgresTables tables,
        int serverPort,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var (duration, expected) = await import.RunUndisturbedAsync(tables, output, cancellationToken);
        await using var proxy = PostgresProxy.Start(serverPort);
        using var folder = new TempFolder();
        await using var target = await tables.Behind(proxy).CreateAsync(folder, cancellationToken);
        var result = await ProcessRunner.RunAsync(import.Import(folder, target), cancellationToken);
        var actual = await TrialImport.StateAsync(folder, target, cancellationToken);
        if (actual != expected)
        {
            throw new InvalidOperationException(
                $"Through the proxy an undisturbed import ended otherwise: {actual} {result}"
            );
        }
        var counts = Enum.GetValues<PostgresStep>().ToDictionary(step => step, proxy.CountOf);
        output.WriteLine(
            string.Join(
                ", ",
                counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value}"))
            )
        );
        return new CutTable(tables, duration, expected, counts);
    }
}
