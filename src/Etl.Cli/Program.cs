using Etl.Cli;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;

if (!OperatingSystem.IsWindows())
{
    StandardDescriptors.Reserve();
    FileSizeLimit.Report();
    EmbeddedSqlite.Register();
}
ProcessTitle.HideSecrets();
return await EtlApplication.RunAsync(args, Terminal.OfProcess());
