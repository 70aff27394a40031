namespace Etl.Testing;

/// <summary>A step of the protocol at which <see cref="PostgresProxy"/> can cut a connection.</summary>
public enum PostgresStep
{
    /// <summary>In the middle of a message of COPY data.</summary>
    CopyData,

    /// <summary>Right after the end of the COPY data was passed on.</summary>
    CopyDone,

    /// <summary>Right after the client's word that its COPY failed was passed on.</summary>
    CopyFail,

    /// <summary>In the middle of a message that holds a statement or its parameters, COMMIT excepted.</summary>
    Statement,

    /// <summary>Instead of passing COMMIT on.</summary>
    BeforeCommit,

    /// <summary>Right after COMMIT was passed on: whether the server hears it is anybody's guess.</summary>
    CommitSent,

    /// <summary>After the server committed, instead of passing its answer on.</summary>
    CommitAnswered,

    /// <summary>After the first byte of the answer to COMMIT.</summary>
    CommitHalfAnswered,

    /// <summary>After the server committed, with the words of a server that stops (57P01) in place of its answer.</summary>
    CommitAnsweredByShutdown,
}
