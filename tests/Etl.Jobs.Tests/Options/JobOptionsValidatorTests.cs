using Etl.Core.Contracts;
using Etl.Core.Dedupe;
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

    [Theory]
    [InlineData("custom.x:foo")]
    [InlineData("custom.x:numbr")]
    [InlineData("custom.x:Zahl")]
    public void An_unknown_type_of_a_custom_field_is_refused_with_the_types(string field) =>
        Refused(
            valid with
            {
                Set = [KeyValuePair.Create("X", field)],
            },
            "the types are number, currency, date, bool, enum"
        );

    [Theory]
    [InlineData("custom.at 10:30")]
    [InlineData("custom.Umsatz: netto")]
    public void A_colon_that_no_word_follows_is_a_part_of_the_name(string field) =>
        JobOptionsValidator.Validate(valid with { Set = [KeyValuePair.Create("X", field)] });

    [Fact]
    public void A_missing_input_is_refused() => Refused(new JobOptions(), "needs an input");

    [Fact]
    public void A_clean_without_output_is_refused() => Refused(valid with { Kind = JobKind.Clean }, "--out FILE");

    [Fact]
    public void Little_memory_is_refused() => Refused(valid with { MemoryBytes = 1 << 20 }, "--memory");

    [Fact]
    public void A_long_country_is_refused() => Refused(valid with { Country = "USA" }, "--country US");

    [Fact]
    public void Merging_without_updates_is_refused() =>
        Refused(valid with { Merge = [KeyValuePair.Create("tags", MergePolicy.Append)] }, "--on-duplicate update");

    [Theory]
    [InlineData("email", "append is for tags, notes")]
    [InlineData("updated_at", "updated_at always tells the last change")]
    [InlineData("tgas", "Did you mean 'tags'?")]
    public void A_field_that_cannot_be_merged_so_is_refused(string field, string part) =>
        Refused(
            valid with
            {
                OnDuplicate = DuplicatePolicy.Update,
                Merge = [KeyValuePair.Create(field, field == "email" ? MergePolicy.Append : MergePolicy.Keep)],
            },
            part
        );

    [Fact]
    public void What_only_PostgreSQL_can_do_is_refused_for_the_embedded_store()
    {
        var postgres = valid with { Target = "postgres://etl@localhost/crm" };
        JobOptions[] options =
        [
            postgres with
            {
                Publish = PublishMode.Staged,
            },
            postgres with
            {
                Connections = 2,
            },
            postgres with
            {
                Indexes = IndexMode.Key,
            },
        ];
        foreach (var each in options)
        {
            JobOptionsValidator.Validate(each);
            Refused(each with { Target = JobOptions.DefaultTarget }, "is for PostgreSQL");
        }
    }

    [Fact]
    public void A_query_is_no_target() =>
        Refused(valid with { Target = "postgres://etl@localhost/crm?query=select+1" }, "can be read but not written");

    static void Refused(JobOptions options, string part) =>
        Assert.Contains(
            part,
            Assert.Throws<JobException>(() => JobOptionsValidator.Validate(options)).Message,
            StringComparison.Ordinal
        );
}
