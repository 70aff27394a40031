using System.Text.Json;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Core.Rejects;
using Etl.Testing;

namespace Etl.Core.Tests.Pipeline;

public sealed class PipelineTests
{
    static readonly BatchLayout layout = new([
        new ColumnPlan("name", 0, Etl.Core.Schema.ContactFields.Find("full_name"), "alias"),
        new ColumnPlan("value", 1, null, "none"),
    ]);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static PipelinePlan Plan(LineSource source, CollectingSink sink, int workers = 2, RejectFile? rejects = null) =>
        new()
        {
            Inputs = [new PipelineInput(source, layout, rejects)],
            CreateSteps = _ => [],
            Sink = sink,
            Memory = MemoryPlan.Create(MemoryPlan.DefaultMemoryBytes, workers, 256),
        };

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 64)]
    [InlineData(8, 100)]
    [InlineData(8, 100_000)]
    public async Task Rows_arrive_in_input_order_whatever_the_workers_and_blocks(int workers, int blockBytes)
    {
        var sink = new CollectingSink();

        var result = await Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(new LineSource(LineSource.Rows(5000), blockBytes), sink, workers),
            cancellationToken: Token
        );

        Assert.Equal(Enumerable.Range(1, 5000).Select(n => $"r{n}=v{n}"), sink.Rows);
        Assert.Equal(5000, result.Totals.Rows.Inserted);
        Assert.True(sink.IsComplete);
    }

    [Fact]
    public async Task Rejects_name_record_line_and_bytes_and_hold_the_original_rows_under_the_header()
    {
        using var folder = new TempFolder();
        var text = LineSource.Rows(100, badEvery: 7);
        var source = new LineSource(text, 64);
        using var rejects = new RejectFile(Path.Combine(folder.Path, "lines.rejects"), source);

        var result = await Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(source, new CollectingSink(), 4, rejects),
            cancellationToken: Token
        );

        Assert.Equal(14, result.Totals.Rows.Rejected);
        var records = await File.ReadAllTextAsync(rejects.Path, Token);
        Assert.StartsWith("name,value\nbad7,v7\nbad14,v14\n", records, StringComparison.Ordinal);
        var whole = "name,value\n" + text;
        var lines = await File.ReadAllLinesAsync(rejects.Path + ".jsonl", Token);
        Assert.Equal(14, lines.Length);
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            var json = JsonDocument.Parse(line).RootElement;
            var number = 7 * (index + 1);
            Assert.Equal(number, json.GetProperty("record").GetInt64());
            Assert.Equal(number + 1, json.GetProperty("line").GetInt64());
            Assert.Equal(number + 1, json.GetProperty("lineEnd").GetInt64());
            var offset = (int)json.GetProperty("offset").GetInt64();
            Assert.Equal($"bad{number},v{number}\n", whole.Substring(offset, json.GetProperty("length").GetInt32()));
        }
    }

    [Fact]
    public async Task An_ordered_step_ends_once_behind_the_last_batch()
    {
        var calls = new List<string>();
        var step = new BatchStep("dedupe", _ => calls.Add("run")) { End = () => calls.Add("end") };
        var plan = Plan(new LineSource(LineSource.Rows(500), 64), new CollectingSink()) with { OrderedSteps = [step] };

        await Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token);

        Assert.Equal("end", calls[^1]);
        Assert.Equal(1, calls.Count(call => call == "end"));
        Assert.True(calls.Count > 2);
    }

    [Fact]
    public async Task An_ordered_step_of_a_job_that_fails_does_not_end()
    {
        var ends = 0;
        var step = new BatchStep("dedupe", _ => throw new PipelineException("It broke.")) { End = () => ends++ };
        var plan = Plan(new LineSource(LineSource.Rows(500), 64), new CollectingSink()) with { OrderedSteps = [step] };

        await Assert.ThrowsAsync<PipelineException>(() =>
            Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token)
        );

        Assert.Equal(0, ends);
    }

    [Fact]
    public async Task A_part_is_numbered_and_limited_from_the_start_of_the_input_when_its_turn_has_come()
    {
        using var folder = new TempFolder();
        var source = new LineSource(LineSource.Rows(100, badEvery: 7), 64);
        using var rejects = new RejectFile(Path.Combine(folder.Path, "lines.rejects"), source);
        var sink = new CollectingSink();
        var turn = new TaskCompletionSource<InputStart>();
        var running = Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(source, sink, 2, rejects) with
            {
                Turn = turn.Task,
                Limit = 1050,
            },
            cancellationToken: Token
        );
        await Task.Delay(50, Token);
        Assert.Empty(sink.Rows);
        turn.SetResult(new InputStart(1000, 3000, 20_011));
        var result = await running;

        Assert.Equal(50, result.Totals.Rows.Read);
        var first = JsonDocument.Parse(File.ReadLines(rejects.Path + ".jsonl").First()).RootElement;
        Assert.Equal(1007, first.GetProperty("record").GetInt64());
        Assert.Equal(3008, first.GetProperty("line").GetInt64());
        Assert.Equal(20_011 + "r1,v1\n".Length * 6, first.GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task A_part_whose_turn_fails_fails_with_the_same_cause()
    {
        var turn = Task.FromException<InputStart>(new JobException("Its turn never comes."));
        var plan = Plan(new LineSource(LineSource.Rows(100), 64), new CollectingSink()) with { Turn = turn };
        await Assert.ThrowsAsync<JobException>(() =>
            Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token)
        );
    }

    [Fact]
    public async Task No_rejects_file_is_made_when_nothing_is_rejected()
    {
        using var folder = new TempFolder();
        var source = new LineSource(LineSource.Rows(10), 64);
        using var rejects = new RejectFile(Path.Combine(folder.Path, "r"), source);

        await Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(source, new CollectingSink(), 2, rejects),
            cancellationToken: Token
        );

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Limit_reads_exactly_so_many_records(int limit)
    {
        var sink = new CollectingSink();

        var result = await Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(new LineSource(LineSource.Rows(100, badEvery: 10), 64), sink, 3) with
            {
                Limit = limit,
            },
            cancellationToken: Token
        );

        Assert.Equal(Math.Min(limit, 100), result.Totals.Rows.Read);
        Assert.Equal(Math.Min(limit, 100) / 10, result.Totals.Rows.Rejected);
    }

    [Theory]
    [InlineData("read", 0)]
    [InlineData("read", 5)]
    [InlineData("step", 0)]
    [InlineData("step", 5)]
    [InlineData("ordered", 0)]
    [InlineData("ordered", 5)]
    [InlineData("sink", 0)]
    [InlineData("sink", 5)]
    [InlineData("commit", 0)]
    [InlineData("commit", 2)]
    public async Task The_first_failure_of_any_stage_stops_all_and_is_the_one_reported(string stage, int at)
    {
        var calls = 0;
        void FailAt(int call)
        {
            if (call == at)
            {
                throw new InvalidTimeZoneException(stage);
            }
        }
        var source = new LineSource(LineSource.Rows(2000), 64, stage == "read" ? FailAt : null);
        var sink = new CollectingSink(stage == "sink" ? FailAt : null, stage == "commit" ? FailAt : null);
        var plan = Plan(source, sink, 3) with { KeepsCheckpoints = true, ChunkRows = 20 };
        BatchStep failing = new("keys", _ => FailAt(Interlocked.Increment(ref calls) - 1));
        plan = stage switch
        {
            "step" => plan with { CreateSteps = _ => [failing] },
            "ordered" => plan with { OrderedSteps = [failing] },
            _ => plan,
        };

        var run = Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token);
        var exception = await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            run.WaitAsync(TimeSpan.FromSeconds(20), Token)
        );

        Assert.Equal(stage, exception.Message);
        Assert.False(sink.IsComplete);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("ordered")]
    public async Task An_end_after_a_failure_is_never_taken_for_the_end_of_the_job(string stage)
    {
        for (var run = 0; run < 300; run++)
        {
            var calls = 0;
            void Fail(int call)
            {
                if (call == 1)
                {
                    throw new InvalidTimeZoneException(stage);
                }
            }
            var source = new LineSource(LineSource.Rows(20), 64, stage == "read" ? Fail : null);
            var sink = new CollectingSink();
            var plan = Plan(source, sink, 2);
            BatchStep failing = new("dedupe", _ => Fail(calls++));
            plan = stage == "ordered" ? plan with { OrderedSteps = [failing] } : plan;

            await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
                Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token)
            );

            Assert.False(sink.IsComplete);
        }
    }

    [Fact]
    public async Task Cancelling_ends_soon_and_completes_nothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new CollectingSink(write =>
        {
            if (write == 3)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Etl
                .Core.Pipeline.Pipeline.RunAsync(
                    Plan(new LineSource(LineSource.Rows(5000), 64), sink, 3),
                    cancellationToken: cancel.Token
                )
                .WaitAsync(TimeSpan.FromSeconds(20), Token)
        );

        Assert.False(sink.IsComplete);
    }

    [Fact]
    public async Task Cancelling_while_the_sink_completes_comes_too_late()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new CollectingSink(onComplete: cancel.Cancel);

        var result = await Etl.Core.Pipeline.Pipeline.RunAsync(
            Plan(new LineSource(LineSource.Rows(100), 64), sink, 3),
            cancellationToken: cancel.Token
        );

        Assert.Equal(100, result.Totals.Rows.Inserted);
    }

    [Fact]
    public async Task Going_on_behind_any_checkpoint_ends_like_an_undisturbed_run()
    {
        using var folder = new TempFolder();
        var text = LineSource.Rows(300, badEvery: 11);
        var undisturbed = await RunWithRejectsAsync(Path.Combine(folder.Path, "whole"), text, null, null);
        for (var chunk = 0; chunk < undisturbed.Sink.Checkpoints.Count; chunk++)
        {
            var path = Path.Combine(folder.Path, $"resumed-{chunk}");
            var stopAt = chunk;
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
                RunWithRejectsAsync(
                    path,
                    text,
                    null,
                    commit =>
                    {
                        if (commit == stopAt + 1)
                        {
                            throw new InvalidTimeZoneException();
                        }
                    },
                    failAtEnd: true
                )
            );
            var resumed = await RunWithRejectsAsync(
                path,
                text,
                Renamed(undisturbed.Sink.Checkpoints[chunk], Path.Combine(folder.Path, "whole"), path),
                null
            );

            Assert.Equal(undisturbed.Result.Totals.Rows, resumed.Result.Totals.Rows);
            Assert.Equal(undisturbed.Result.Totals.Codes, resumed.Result.Totals.Codes);
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(folder.Path, "whole"), Token),
                await File.ReadAllTextAsync(path, Token)
            );
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(folder.Path, "whole.jsonl"), Token),
                await File.ReadAllTextAsync(path + ".jsonl", Token)
            );
        }
    }

    static Checkpoint Renamed(Checkpoint checkpoint, string from, string to) =>
        checkpoint with
        {
            RejectLengths = checkpoint.RejectLengths.ToDictionary(
                entry => entry.Key.Replace(from, to, StringComparison.Ordinal),
                entry => entry.Value,
                StringComparer.Ordinal
            ),
        };

    static async Task<(PipelineResult Result, CollectingSink Sink)> RunWithRejectsAsync(
        string rejectsPath,
        string text,
        Checkpoint? resumeFrom,
        Action<int>? onCommit,
        bool failAtEnd = false
    )
    {
        var source = new LineSource(text, 64);
        var sink = new CollectingSink(onCommit: onCommit);
        using var rejects = new RejectFile(rejectsPath, source);
        if (resumeFrom is not null)
        {
            rejects.Resume(resumeFrom.RejectLengths);
        }
        var plan = Plan(source, sink, 3, rejects) with
        {
            KeepsCheckpoints = true,
            ChunkRows = 40,
            ResumeFrom = resumeFrom,
        };
        var result = await Etl.Core.Pipeline.Pipeline.RunAsync(plan, cancellationToken: Token);
        return failAtEnd ? throw new InvalidTimeZoneException() : (result, sink);
    }
}
