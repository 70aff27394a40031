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
            ["AddressScanBenchmarks.Classify"] = 0,
            ["AddressScanBenchmarks.Scalar"] = 0,
            ["AsciiCaseBenchmarks.Runtime"] = 0,
            ["AsciiCaseBenchmarks.ToLower"] = 0,
            ["CaseFoldBenchmarks.Fold"] = 0,
            ["CaseFoldBenchmarks.Lower"] = 0,
            ["CodeFormBenchmarks.Fits"] = 0,
            ["CodeFormBenchmarks.Scalar"] = 0,
            ["CsvCutterBenchmarks.Cut"] = 0,
            ["CsvCutterBenchmarks.Scalar"] = 0,
            ["CsvQuotingBenchmarks.Copy"] = 0,
            ["CsvQuotingBenchmarks.NeedsQuotes"] = 0,
            ["CsvQuotingBenchmarks.Write"] = 0,
            ["CsvRowWriterBenchmarks.Write"] = 0,
            ["CsvRowWriterBenchmarks.WriteFields"] = 0,
            ["CsvTokenizerBenchmarks.Scalar"] = 0,
            ["CsvTokenizerBenchmarks.Tokenize"] = 0,
            ["DigitsBenchmarks.Copy"] = 0,
            ["DigitsBenchmarks.CopyNumber"] = 0,
            ["DigitsBenchmarks.Scalar"] = 0,
            ["FieldColumnBenchmarks.Filled"] = 0,
            ["FieldColumnBenchmarks.FilledOfAll"] = 0,
            ["FieldColumnBenchmarks.Scalar"] = 0,
            ["LineCounterBenchmarks.Count"] = 0,
            ["LineCounterBenchmarks.Scalar"] = 0,
            ["MojibakeBenchmarks.MayHold"] = 0,
            ["MojibakeRepairBenchmarks.TryRepair"] = 0,
            ["NormalizerBenchmarks.Normalize"] = 0,
            ["PhoneBenchmarks.Clean"] = 0,
            ["PrivateUseBenchmarks.IndexIn"] = 0,
            ["RareTextBenchmarks.Find"] = 0,
            ["RareTextBenchmarks.OneByOne"] = 0,
            ["ShortTextBenchmarks.ByRanges"] = 0,
            ["ShortTextBenchmarks.IsCommonLine"] = 0,
            ["SipHashBenchmarks.Compute"] = 0,
            ["SipHashBenchmarks.ComputeAll"] = 0,
            ["TextScanBenchmarks.Classify"] = 0,
            ["TextScanBenchmarks.Scalar"] = 0,
        };
}
