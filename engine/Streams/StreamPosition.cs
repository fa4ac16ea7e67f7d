namespace Orleans.Streams;

/// <summary>The running number of a publication, and the place within it.</summary>
[GenerateSerializer, Alias("Orleans.StreamPosition")]
sealed class StreamPosition(long sequenceNumber, int eventIndex) : StreamSequenceToken
{
    [Id(0)]
    public override long SequenceNumber { get; protected set; } = sequenceNumber;

    [Id(1)]
    public override int EventIndex { get; protected set; } = eventIndex;

    public override bool Equals(StreamSequenceToken? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    public override int CompareTo(StreamSequenceToken? other) =>
        other is null ? 1
        : SequenceNumber.CompareTo(other.SequenceNumber) is var order and not 0 ? order
        : EventIndex.CompareTo(other.EventIndex);
}
