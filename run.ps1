#!/usr/bin/env pwsh
# Tasks for people who work on Etl; each is one dotnet command. Usage: ./run.ps1 build | test | format | bench | generate | clean
param([Parameter(Position = 0)][string] $Task = 'build', [Parameter(ValueFromRemainingArguments)][string[]] $Rest)

Set-Location $PSScriptRoot
switch ($Task) {
    'build' { dotnet build Etl.sln -c Release @Rest }
    'test' { dotnet test Etl.sln @Rest }
    'format' { dotnet csharpier format . @Rest }
    'bench' { dotnet run -c Release --project bench/Etl.Benchmarks -- @Rest }
    'generate' { dotnet run -c Release --project datasets/Etl.Datasets -- @Rest }
    'clean' { dotnet clean Etl.sln @Rest }
    default { Write-Error "There is no task '$Task'; the tasks are build, test, format, bench, generate and clean."; exit 2 }
}
exit $LASTEXITCODE
