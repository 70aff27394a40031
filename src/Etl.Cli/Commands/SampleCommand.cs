using System.CommandLine;
using System.Text;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;
using Etl.Core.Files;
using Etl.Jobs.Inputs;
using Etl.Jobs.Samples;

namespace Etl.Cli.Commands;

/// <summary><c>etl sample</c>: a file with every field.</summary>
static class SampleCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file")
        {
            HelpName = "FILE",
            Description = "The file to write, or - for standard output.",
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file if it exists." };
        var command = new EtlCommand("sample", "Writes a sample file with every contact field and example data.")
        {
            Examples =
            [
                ("etl sample sample.csv", "to fill in or to try things with"),
                ("etl sample - | etl preview -", "to see what Etl makes of it"),
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(overwrite);
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(overwrite), terminal));
        return command;
    }

    static int Run(string path, bool overwrites, Terminal terminal)
    {
        var sample = ContactSample.ToCsv();
        if (path == InputPaths.Standard || SpecialFile.DescriptorOf(path) == DescriptorStream.Output)
        {
            terminal.Output.Write(Encoding.UTF8.GetString(sample));
            return ExitCode.Done;
        }
        try
        {
            using var file = SpecialFile.IsWrittenInPlace(path)
                ? SpecialFile.OpenInPlace(path)
                : new FileStream(path, overwrites ? FileMode.Create : FileMode.CreateNew);
            file.Write(sample);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var hint = File.Exists(path)
                ? "It exists already; name another file or add --overwrite."
                : exception.Message;
            throw new JobException($"The sample cannot be written to '{path}'. {hint}", exception);
        }
        terminal.Output.WriteLine($"Wrote {path}. Look at it with: etl preview {path}");
        return ExitCode.Done;
    }
}
