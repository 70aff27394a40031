using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Which byte of Windows-1252 a character is, for all characters that may stand in misread text; rows are characters.</summary>
public class WindowsSignsBenchmarks : IMeasured
{
    const int CharacterCount = 0x2200;

    /// <inheritdoc/>
    public CallSize CallSize => new((long)CharacterCount * sizeof(char), CharacterCount);

    [Benchmark]
    public int ByteOf()
    {
        var sum = 0;
        for (var character = '\0'; character < CharacterCount; character++)
        {
            sum += WindowsSigns.ByteOf(character);
        }
        return sum;
    }
}
