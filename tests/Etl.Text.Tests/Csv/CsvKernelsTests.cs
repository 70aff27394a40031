using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvKernelsTests
{
    [Fact]
    public void Scalar_is_always_there_and_the_widest_is_the_best()
    {
        Assert.Equal(CsvKernel.Scalar, CsvKernels.Supported[0]);
        Assert.Equal(CsvKernels.Supported[^1], CsvKernels.Choose(null));
        Assert.Equal(CsvKernels.Supported[^1], CsvKernels.Choose(""));
    }

    [Fact]
    public void A_name_forces_its_kernel()
    {
        Assert.Equal(CsvKernel.Scalar, CsvKernels.Choose("scalar"));
        Assert.Equal(CsvKernel.Scalar, CsvKernels.Choose(" Scalar "));
        foreach (var kernel in CsvKernels.Supported.Skip(1))
        {
            var name = kernel.ToString()["Vector".Length..];
            Assert.Equal(kernel, CsvKernels.Choose(name));
        }
    }

    [Theory]
    [InlineData("avx9")]
    [InlineData("1024")]
    public void An_unknown_name_is_refused_with_the_known_ones(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() => CsvKernels.Choose(name));
        Assert.Contains($"ETL_KERNEL is '{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("scalar, 128, 256 and 512", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_variable_is_read()
    {
        var before = Environment.GetEnvironmentVariable(CsvKernels.Variable);
        try
        {
            Environment.SetEnvironmentVariable(CsvKernels.Variable, "scalar");
            Assert.Equal(CsvKernel.Scalar, CsvKernels.Best);
            Assert.IsType<CsvScalarCutter>(CsvCutter.Create(new CsvSyntax()));
        }
        finally
        {
            Environment.SetEnvironmentVariable(CsvKernels.Variable, before);
        }
    }
}
