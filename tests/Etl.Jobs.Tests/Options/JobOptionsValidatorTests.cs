using Etl.Core.Diagnostics;
using Etl.Jobs.Options;

namespace Etl.Jobs.Tests.Options;

public sealed class JobOptionsValidatorTests
{
    static readonly JobOptions valid = new() { Inputs = ["contacts.csv"] };

    [Fact]
    public void Usual_options_pass() => JobOptionsValidator.Validate(valid);

    [Fact]
    public void An_unknown_field_is_refused_with_the_nearest() =>
        Refused(valid with { Set = [KeyValuePair.Create("Mail", "emial")] }, "Did you mean 'email'?");

    [Fact]
    public void A_missing_input_is_refused() => Refused(new JobOptions(), "needs an input");

    [Fact]
    public void A_clean_without_output_is_refused() => Refused(valid with { Kind = JobKind.Clean }, "--out FILE");

    [Fact]
    public void Little_memory_is_refused() => Refused(valid with { MemoryBytes = 1 << 20 }, "--memory");

    [Fact]
    public void A_long_country_is_refused() => Refused(valid with { Country = "USA" }, "--country US");

    static void Refused(JobOptions options, string part) =>
        Assert.Contains(
            part,
            Assert.Throws<JobException>(() => JobOptionsValidator.Validate(options)).Message,
            StringComparison.Ordinal
        );
}
