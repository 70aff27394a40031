using System.Runtime.Intrinsics;

namespace Etl.Text.Csv;

/// <summary>Says which kernels this machine can run, and picks one.</summary>
public static class CsvKernels
{
    /// <summary>The environment variable that forces a kernel: <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>.</summary>
    public const string Variable = "ETL_KERNEL";

    /// <summary>The kernels that run on this machine, slowest first.</summary>
    public static IReadOnlyList<CsvKernel> Supported { get; } = [.. Enum.GetValues<CsvKernel>().Where(IsSupported)];

    /// <summary>The kernel that <see cref="Variable"/> names, or else the widest that this machine can run.</summary>
    /// <exception cref="ArgumentException">The variable names an unknown kernel, or one that cannot run here.</exception>
    public static CsvKernel Best => Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What <see cref="Best"/> is when the variable has the value <paramref name="name"/>; null or empty is not set.</summary>
    /// <exception cref="ArgumentException">The name is unknown, or names a kernel that cannot run here.</exception>
    public static CsvKernel Choose(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Supported[^1];
        }
        var kernel = name.Trim().ToUpperInvariant() switch
        {
            "SCALAR" => CsvKernel.Scalar,
            "128" => CsvKernel.Vector128,
            "256" => CsvKernel.Vector256,
            "512" => CsvKernel.Vector512,
            _ => throw new ArgumentException(
                $"The environment variable {Variable} is '{name}', but only scalar, 128, 256 and 512 are known; "
                    + $"unset it to let the program choose, or set for example {Variable}=256.",
                nameof(name)
            ),
        };
        return Supported.Contains(kernel)
            ? kernel
            : throw new ArgumentException(
                $"The environment variable {Variable} is '{name}', but this processor has no such instructions; "
                    + $"unset it to let the program choose, or set {Variable}=scalar, which runs everywhere.",
                nameof(name)
            );
    }

    static bool IsSupported(CsvKernel kernel) =>
        kernel switch
        {
            CsvKernel.Vector512 => Vector512.IsHardwareAccelerated,
            CsvKernel.Vector256 => Vector256.IsHardwareAccelerated,
            CsvKernel.Vector128 => Vector128.IsHardwareAccelerated,
            _ => true,
        };
}
