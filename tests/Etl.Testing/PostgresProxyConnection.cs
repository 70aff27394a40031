using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Etl.Testing;

/// <summary>One connection through <see cref="PostgresProxy"/>: passes messages on in both directions until it is cut.</summary>
sealed partial class PostgresProxyConnection(PostgresProxy proxy, Socket client, Socket server)
{
    const int CancelRequest = 80877102;
    const int TlsRequest = 80877103;
    const int GssRequest = 80877104;
    const int HeaderLength = 5;

    readonly NetworkStream fromClient = new(client);
    readonly NetworkStream fromServer = new(server);

    /// <summary>How the answer to the COMMIT on its way is to be cut; null when it is not.</summary>
    volatile object? answerCut;

    /// <summary>Set while a COMMIT was parsed and the Sync behind it is still to come.</summary>
    PostgresStep? commitCut;

    /// <summary>True from when nothing is passed on any more, in either direction, as behind a firewall that forgot the connection.</summary>
    public volatile bool Swallows;

    /// <summary>Runs until one side ends or the connection is cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!await PassStartupAsync(over.Token))
        {
            return;
        }
        var up = PassClientMessagesAsync(over.Token);
        var down = PassServerMessagesAsync(over.Token);
        var first = await Task.WhenAny(up, down);
        var isCut = first.IsCompletedSuccessfully && await (Task<bool>)first;
        if (!isCut && first == up)
        {
            // The client said all it had to say: the server's last words are still passed on.
            server.Shutdown(SocketShutdown.Send);
            await Task.WhenAny(down, Task.Delay(TimeSpan.FromSeconds(5), over.Token));
        }
        client.LingerState = new LingerOption(isCut, 0);
        client.Close();
        server.Close();
        await over.CancelAsync();
        await Task.WhenAll(Ended(up), Ended(down));
    }

    static async Task Ended(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // That is how the other direction ends.
        }
    }

    /// <summary>Passes the first message on, which has no type byte. TLS is declined, for it would hide the messages.</summary>
    async Task<bool> PassStartupAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var header = new byte[8];
            if (!await ReadAsync(fromClient, header, cancellationToken))
            {
                return false;
            }
            var length = BinaryPrimitives.ReadInt32BigEndian(header);
            var code = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
            if (code is TlsRequest or GssRequest)
            {
                await fromClient.WriteAsync("N"u8.ToArray(), cancellationToken);
                continue;
            }
            var message = new byte[length];
            header.CopyTo(message, 0);
            await fromClient.ReadExactlyAsync(message.AsMemory(8), cancellationToken);
            if (code != CancelRequest && proxy.RefusesNext())
            {
                var refusal = Failure("57P03", "the database system is starting up");
                await fromClient.WriteAsync(refusal, cancellationToken);
                return false;
            }
            await fromServer.WriteAsync(message, cancellationToken);
            return code != CancelRequest;
        }
    }

    /// <summary>True when the connection is to be cut, false when the client ended it.</summary>
    async Task<bool> PassClientMessagesAsync(CancellationToken cancellationToken)
    {
        while (await ReadMessageAsync(fromClient, cancellationToken) is { } message)
        {
            if (Swallows)
            {
                continue;
            }
            var cut = StepOf(message);
            var length = cut switch
            {
                PostgresStep.BeforeCommit => 0,
                PostgresStep.CopyData or PostgresStep.Statement => message.Length / 2,
                _ => message.Length,
            };
            // Before the message is passed on: the answer may come at once.
            var isCommit =
                cut
                is PostgresStep.CommitAnswered
                    or PostgresStep.CommitHalfAnswered
                    or PostgresStep.CommitAnsweredByShutdown;
            answerCut = isCommit ? cut : answerCut;
            await fromServer.WriteAsync(message.AsMemory(0, length), cancellationToken);
            if (cut is not null && !isCommit)
            {
                return true;
            }
        }
        return false;
    }

    async Task<bool> PassServerMessagesAsync(CancellationToken cancellationToken)
    {
        while (await ReadMessageAsync(fromServer, cancellationToken) is { } message)
        {
            if (Swallows)
            {
                continue;
            }
            var isAnswer = message[0] == 'C' && message.AsSpan(HeaderLength).StartsWith("COMMIT"u8);
            if (isAnswer && answerCut is PostgresStep step)
            {
                ReadOnlyMemory<byte> answer = step switch
                {
                    PostgresStep.CommitHalfAnswered => message.AsMemory(0, 1),
                    PostgresStep.CommitAnsweredByShutdown => Failure("57P01", "terminating connection"),
                    _ => default,
                };
                await fromClient.WriteAsync(answer, cancellationToken);
                return true;
            }
            await fromClient.WriteAsync(message, cancellationToken);
        }
        return false;
    }

    /// <summary>The step at which this message of the client is to be cut, or null.</summary>
    PostgresStep? StepOf(byte[] message)
    {
        switch ((char)message[0])
        {
            case 'd':
                return proxy.Pass(PostgresStep.CopyData);
            case 'c':
                return proxy.Pass(PostgresStep.CopyDone);
            case 'f':
                return proxy.Pass(PostgresStep.CopyFail);
            case 'Q' when IsCommit(message):
                return PassCommit();
            case 'P' when IsCommit(message):
                // Everything up to the Sync belongs to it; only then does the server answer for sure.
                commitCut = PassCommit();
                return commitCut == PostgresStep.BeforeCommit ? commitCut : null;
            case 'Q' or 'P' or 'B':
                return proxy.Pass(PostgresStep.Statement);
            case 'S' when commitCut is { } cut:
                commitCut = null;
                return cut;
            default:
                return null;
        }
    }

    PostgresStep? PassCommit() =>
        proxy.Pass(
            PostgresStep.BeforeCommit,
            PostgresStep.CommitSent,
            PostgresStep.CommitAnswered,
            PostgresStep.CommitHalfAnswered,
            PostgresStep.CommitAnsweredByShutdown
        );

    /// <summary>A failure as a server reports it.</summary>
    static byte[] Failure(string state, string text)
    {
        var fields = Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{state}\0M{text}\0\0");
        var message = new byte[HeaderLength + fields.Length];
        message[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), sizeof(int) + fields.Length);
        fields.CopyTo(message, HeaderLength);
        return message;
    }

    static bool IsCommit(byte[] message) =>
        Commit().IsMatch(Encoding.UTF8.GetString(message.AsSpan(HeaderLength)).Replace('\0', ' '));

    [GeneratedRegex(@"(^|;)\s*commit\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commit();

    /// <summary>The next message with its header, or null at the end.</summary>
    static async Task<byte[]?> ReadMessageAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (!await ReadAsync(stream, header, cancellationToken))
        {
            return null;
        }
        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        header.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(HeaderLength), cancellationToken);
        return message;
    }

    static async Task<bool> ReadAsync(NetworkStream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
        == buffer.Length;
}
