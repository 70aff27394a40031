using System.Diagnostics.Tracing;

namespace Etl.Testing;

/// <summary>
/// Listens to the shared pools of buffers, and tells which buffers the thread that made it has rented and not given back since. For what runs
/// on that thread from its beginning to its end.
/// </summary>
/// <param name="lengthMin">Bytes from which on buffers count: the runtime rents smaller ones for itself.</param>
public sealed class RentedBuffers(int lengthMin) : EventListener
{
    const string SourceName = "System.Buffers.ArrayPoolEventSource";
    const int Rented = 1;
    const int Returned = 3;

    readonly int thread = Environment.CurrentManagedThreadId;
    readonly HashSet<int> ids = [];

    /// <summary>Buffers that are rented now.</summary>
    public int Count => ids.Count;

    /// <summary>Buffers that were rented at all.</summary>
    public int EverCount { get; private set; }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        // The pool makes its source when it is first used.
        if (eventSource.Name == SourceName)
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (
            Environment.CurrentManagedThreadId != thread
            || eventData.Payload is not [int id, int length, ..]
            || length < lengthMin
        )
        {
            return;
        }
        if (eventData.EventId == Rented)
        {
            EverCount++;
            ids.Add(id);
        }
        else if (eventData.EventId == Returned)
        {
            ids.Remove(id);
        }
    }
}
