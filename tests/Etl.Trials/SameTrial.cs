using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Etl.Testing;

namespace Etl.Trials;

/// <summary>Promise: the same result on every run, whatever the workers, the size of blocks and the memory.</summary>
sealed class SameTrial(string program, string file, string? keep)
{
    static readonly (int Workers, int? BlockBytes, string Memory)[] settings =
    [
        (1, null, "512MB"),
        (2, null, "512MB"),
        (4, null, "512MB"),
        (8, null, "512MB"),
        (1, 256, "512MB"),
        (2, 256, "512MB"),
        (4, 256, "512MB"),
        (8, 256, "512MB"),
        (1, null, LittleMemory),
        (4, null, LittleMemory),
    ];

    /// <summary>Room for the keys of some ten thousand records: the search for duplicates goes to the disk.</summary>
    const string LittleMemory = "76MB";

    /// <summary>Runs it and returns the exit code: 0 when all are the same.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        string? expected = null;
        var isSame = true;
        foreach (var (workers, blockBytes, memory) in settings)
        {
            using var folder = new TempFolder();
            var watch = Stopwatch.StartNew();
            var result = await ProcessRunner.RunAsync(Clean(folder, workers, blockBytes, memory), cancellationToken);
            var actual = string.Join(' ', folder.FileNames().Select(name => $"{name}:{Hash(folder.File(name))[..16]}"));
            expected ??= actual;
            isSame &= result.ExitCode == 0 && actual == expected;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"workers {workers}, blocks {blockBytes ?? 0}, memory {memory}: exit {result.ExitCode}, {watch.Elapsed.TotalSeconds:F1} s, {actual}"
                )
            );
            Keep(folder);
        }
        Console.WriteLine(isSame ? "all the same" : "DIFFERENT");
        return isSame ? 0 : 1;
    }

    ProcessCommand Clean(TempFolder folder, int workers, int? blockBytes, string memory)
    {
        string[] arguments =
        [
            "clean",
            file,
            "--out",
            folder.File("clean.csv"),
            "--rejects",
            folder.File("rejects.csv"),
            "--workers",
            workers.ToString(CultureInfo.InvariantCulture),
            "--memory",
            memory,
            "--quiet",
        ];
        return new ProcessCommand(program, arguments)
        {
            Timeout = TimeSpan.FromMinutes(30),
            WorkingFolder = folder.Path,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ETL_BLOCK_BYTES"] = blockBytes?.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    void Keep(TempFolder folder)
    {
        if (keep is null || File.Exists(Path.Combine(keep, "clean.csv")))
        {
            return;
        }
        Directory.CreateDirectory(keep);
        foreach (var name in folder.FileNames())
        {
            File.Copy(folder.File(name), Path.Combine(keep, name));
        }
    }

    // The sidecar that re-imports read holds the job's options, workers among them, so it is compared by presence only.
    static string Hash(string path)
    {
        if (path.EndsWith(".yaml", StringComparison.Ordinal))
        {
            return "0000000000000000";
        }
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
