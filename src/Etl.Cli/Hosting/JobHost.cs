using Etl.Cli.Commands;
using Etl.Cli.Screen;
using Etl.Jobs.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Etl.Cli.Hosting;

/// <summary>
/// The host in which commands run jobs: the clock, the environment, the runner and the log. It is built for commands that run a
/// job only, so that help and version stay quick; it reads no settings of its own.
/// </summary>
static class JobHost
{
    const string LogCategory = "Etl.Jobs";

    /// <summary>Starts a host, does the work inside it, and stops it.</summary>
    public static async Task<T> RunAsync<T>(
        Terminal terminal,
        bool isVerbose,
        Func<IServiceProvider, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        using var host = Build(terminal, isVerbose);
        await host.StartAsync(cancellationToken);
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return await work(host.Services, stop.Token);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    static IHost Build(Terminal terminal, bool isVerbose)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Logging.SetMinimumLevel(isVerbose ? LogLevel.Information : LogLevel.None);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        if (isVerbose)
        {
            builder.Services.AddSingleton<ILoggerProvider>(new TerminalLoggerProvider(terminal));
        }
        builder.Services.AddSingleton<IHostLifetime, SignalledLifetime>();
        AddClosed(builder.Services, isVerbose);
        builder.Services.AddSingleton(terminal.Time);
        builder.Services.AddSingleton(services =>
            JobCommands.Environment(terminal) with
            {
                Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory),
            }
        );
        builder.Services.AddSingleton<JobRunner>();
        return builder.Build();
    }

    /// <summary>
    /// What the host asks for of its own, by type. Otherwise it is made of open generic types, and to put such a type together while the
    /// program runs takes a native program 1 to 2 ms each.
    /// </summary>
    static void AddClosed(IServiceCollection services, bool isVerbose)
    {
        services.AddSingleton(Options.Create(new HostOptions()));
        services.AddSingleton<IStartupValidator, NothingToValidate>();
        services.AddSingleton<ILogger<ApplicationLifetime>>(NullLogger<ApplicationLifetime>.Instance);
        if (!isVerbose)
        {
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        }
    }
}
