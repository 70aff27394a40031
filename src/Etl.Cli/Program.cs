using Etl.Cli;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;

if (!OperatingSystem.IsWindows())
{
    StandardDescriptors.Reserve();
    FileSizeLimit.Report();
    EmbeddedSqlite.Register();
}
EarlyCrypto.Load(args);
ProcessTitle.HideSecrets();
return await EtlApplication.RunAsync(args, Terminal.OfProcess());
