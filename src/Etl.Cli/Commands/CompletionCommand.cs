using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;

namespace Etl.Cli.Commands;

/// <summary><c>etl completion</c>: scripts that let a shell ask etl itself what may come next.</summary>
static class CompletionCommand
{
    const string Bash = """
        # etl completion for bash: source <(etl completion bash)
        _etl_complete() {
          local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
          COMPREPLY=($(compgen -W "$(etl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _etl_complete etl
        """;

    const string Zsh = """
        # etl completion for zsh: source <(etl completion zsh)
        _etl_complete() {
          local -a found
          found=("${(@f)$(etl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          [[ -n "${found[1]}" ]] && compadd -a found || _files
        }
        compdef _etl_complete etl
        """;

    const string PowerShell = """
        # etl completion for PowerShell: etl completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName etl -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          etl "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { HelpName = "SHELL", Description = "bash, zsh or pwsh." };
        shell.CompletionSources.Add("bash", "zsh", "pwsh");
        var command = new EtlCommand("completion", "Prints a script that completes commands, options and values.")
        {
            Examples =
            [
                ("source <(etl completion bash)", "for this bash"),
                ("etl completion pwsh | Out-String | Invoke-Expression", "for this PowerShell"),
            ],
        };
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine(Script(parsed.GetValue(shell)!).ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return command;
    }

    static string Script(string shell) =>
        shell.ToUpperInvariant() switch
        {
            "BASH" => Bash,
            "ZSH" => Zsh,
            "PWSH" or "POWERSHELL" => PowerShell,
            _ => throw new JobException(
                $"There is no completion script for '{shell}'; expected bash, zsh or pwsh, for example 'etl completion bash'."
            ),
        };
}
