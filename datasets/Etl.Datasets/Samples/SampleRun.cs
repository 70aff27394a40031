namespace Etl.Datasets.Samples;

/// <summary>One run of <c>etl clean</c> over a sample, and what it must come to.</summary>
/// <param name="File">Name of the sample.</param>
/// <param name="Options">Options besides input and output.</param>
/// <param name="ExitCode">How it must end.</param>
/// <param name="Inserted">Records in the output.</param>
/// <param name="Duplicate">Records that repeat an earlier one.</param>
/// <param name="Rejected">Records in the rejects file.</param>
/// <param name="Codes">Codes of rejects and warnings with their counts, in ordinal order.</param>
sealed record SampleRun(
    string File,
    string Options,
    int ExitCode,
    int Inserted,
    int Duplicate = 0,
    int Rejected = 0,
    string Codes = ""
);
