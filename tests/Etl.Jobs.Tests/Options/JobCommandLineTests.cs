using Etl.Core.Dedupe;
using Etl.Jobs.Options;

namespace Etl.Jobs.Tests.Options;

public sealed class JobCommandLineTests
{
    [Fact]
    public void What_is_at_its_default_is_left_out() =>
        Assert.Equal("etl import a.csv", JobCommandLine.Write(new JobOptions { Inputs = ["a.csv"] }));

    [Fact]
    public void Options_stand_in_the_order_of_the_help_and_lists_are_repeated() =>
        Assert.Equal(
            "etl import a.csv 'b c.csv' --to sqlite:crm.db --set 'Work Mail=email' --set '#3=phone' --strict --match email --match phone --on-duplicate update --memory 1GB",
            JobCommandLine.Write(
                new JobOptions
                {
                    Inputs = ["a.csv", "b c.csv"],
                    Target = "sqlite:crm.db",
                    Set = [KeyValuePair.Create("Work Mail", "email"), KeyValuePair.Create("#3", "phone")],
                    Strict = true,
                    Match = ["email", "phone"],
                    OnDuplicate = DuplicatePolicy.Update,
                    MemoryBytes = 1L << 30,
                }
            )
        );

    [Theory]
    [InlineData("it's", @"--owner 'it'\''s'")]
    [InlineData("$HOME", "--owner '$HOME'")]
    [InlineData("", "--owner ''")]
    [InlineData("-x", "--owner=-x")]
    [InlineData("-", "--owner -")]
    public void Values_are_quoted_where_a_shell_would_read_something_else(string owner, string expected) =>
        Assert.Equal(
            $"etl import a.csv {expected}",
            JobCommandLine.Write(new JobOptions { Inputs = ["a.csv"], Owner = owner })
        );

    [Fact]
    public void Passwords_are_left_out()
    {
        var command = JobCommandLine.Write(
            new JobOptions
            {
                Inputs = ["postgres://ann:secret@host/a?table=people"],
                Target = "postgres://ann:secret@host/b",
            }
        );

        Assert.Equal("etl import 'postgres://ann@host/a?table=people' --to postgres://ann@host/b", command);
    }

    [Fact]
    public void Options_that_the_command_does_not_have_are_left_out() =>
        Assert.Equal(
            "etl clean a.csv --out b.csv",
            JobCommandLine.Write(
                new JobOptions
                {
                    Kind = JobKind.Clean,
                    Inputs = ["a.csv"],
                    Output = "b.csv",
                    Connections = 2,
                    Target = "sqlite:crm.db",
                }
            )
        );
}
