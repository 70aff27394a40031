namespace Etl.Benchmarks;

/// <summary>
/// Most bytes that one call of each benchmark may allocate, once it has run. A test runs all of them and knows when one is missing here.
/// </summary>
public static class AllocationBudgets
{
    /// <summary>Bytes by <c>Class.Method</c>.</summary>
    public static IReadOnlyDictionary<string, long> All { get; } =
        new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["CsvCutterBenchmarks.Cut"] = 0,
            ["CsvQuotingBenchmarks.NeedsQuotes"] = 0,
            ["CsvQuotingBenchmarks.Write"] = 0,
            ["CsvRowWriterBenchmarks.Write"] = 0,
            ["CsvTokenizerBenchmarks.Tokenize"] = 0,
            ["FieldColumnBenchmarks.Filled"] = 0,
            ["FieldColumnBenchmarks.FilledOfAll"] = 0,
            ["LineCounterBenchmarks.Count"] = 0,
            ["MojibakeBenchmarks.AccentedBlock"] = 0,
            ["MojibakeBenchmarks.DamagedValue"] = 0,
            ["MojibakeBenchmarks.PlainBlock"] = 0,
            ["NormalizerBenchmarks.Normalize"] = 0,
            ["PhoneBenchmarks.Clean"] = 0,
            ["PrivateUseBenchmarks.PlainBlock"] = 0,
            ["PrivateUseBenchmarks.WideBlock"] = 0,
            ["RareTextBenchmarks.AccentedBlock"] = 0,
            ["RareTextBenchmarks.ForeignBlock"] = 0,
            ["RareTextBenchmarks.PlainBlock"] = 0,
            ["TextBenchmarks.Classify"] = 0,
            ["TextBenchmarks.CodeForms"] = 0,
            ["TextBenchmarks.CommonLines"] = 0,
            ["TextBenchmarks.CopyDigits"] = 0,
            ["TextBenchmarks.CopyNumber"] = 0,
            ["TextBenchmarks.Fold"] = 0,
            ["TextBenchmarks.SipHash"] = 0,
            ["TextBenchmarks.SipHashTogether"] = 0,
            ["TextBenchmarks.ToLower"] = 0,
        };
}
